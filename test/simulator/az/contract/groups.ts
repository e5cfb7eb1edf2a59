import type { ContractCase } from "../contract-case.ts";
import { group, groupGone } from "./lines.ts";
import * as shapes from "./shapes.ts";

/** Resource groups. */
export const groups: readonly ContractCase[] = [
  { name: "creates a group", given: [], when: group, exitCode: 0, output: shapes.group },
  { name: "creates a group again", given: [group], when: group, exitCode: 0, output: shapes.group },
  {
    name: "does not create a group in two regions",
    given: [group],
    when: "group create -n contract -l westus",
    exitCode: 1,
    error: "(InvalidResourceGroupLocation)",
  },
  { name: "shows a group", given: [group], when: "group show -n contract", exitCode: 0, output: shapes.group },
  {
    name: "tells a missing group by its exit code",
    given: [],
    when: "group show -n contract",
    exitCode: 3,
    error: "(ResourceGroupNotFound) Resource group 'contract' could not be found.",
  },
  { name: "says that a group is there", given: [group], when: "group exists -n contract", exitCode: 0, output: true },
  { name: "says that a group is not there", given: [], when: "group exists -n contract", exitCode: 0, output: false },
  { name: "deletes a group", given: [group], when: groupGone, exitCode: 0 },
  {
    name: "does not delete a group that is not there",
    given: [],
    when: groupGone,
    exitCode: 3,
    error: "(ResourceGroupNotFound)",
  },
  {
    name: "does not delete a group in a pipe without being told yes",
    given: [group],
    when: "group delete -n contract",
    exitCode: 1,
    error: "Operation cancelled.",
  },
];

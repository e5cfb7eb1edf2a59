import type { Platform, PlatformWords } from "../tutorial/platform.ts";
import { surveyAll } from "../tutorial/resource.ts";
import { machineFailures } from "../azure/known/machine.ts";
import { networkFailures } from "../azure/known/network.ts";
import { nodeFailures } from "../azure/known/node.ts";
import { npmFailures } from "../azure/known/npm.ts";
import { localKinds } from "./kinds.ts";

const localFailures = [...npmFailures, ...nodeFailures, ...networkFailures, ...machineFailures];

/** What tutorials without a cloud may say. */
export const localWords: PlatformWords = { kinds: localKinds, hints: localFailures };

/**
 * This machine, as the runner sees it: nobody signs in.
 * @param project the run's project folder
 */
export function createLocalPlatform(project: string): Platform {
  return {
    ...{ kinds: localKinds, isAlone: true, readsProject: true },
    survey: (around) => surveyAll(localKinds, { project }, around),
    account: async () => ({}),
    returnTo: () => "",
    signedIn: async () => [],
    values: async () => ({ userId: "", userType: "" }),
    notYet: () => undefined,
    isNameFree: async () => undefined,
  };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { notes } from "../notes.ts";
import { addProgram } from "../small-world.ts";

/** A Python whose registry has one az: version 2.91.0. */
const python = `case "$2" in
  venv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python3" ;;
  pip) case "$*" in
    *azure-cli==2.91.0*) printf '#!/bin/sh\\necho "{\\\\"azure-cli\\\\": \\\\"2.91.0\\\\"}"\\n' > "\${0%/*}/az"; chmod 755 "\${0%/*}/az" ;;
    *) echo "ERROR: No matching distribution found (from versions: 2.91.0)" >&2; exit 1 ;;
  esac ;;
esac`;

test("az installs an official az, and prints its path alone on standard output", async () => {
  const world = notes();
  addProgram(world.bin, "python3", python);
  const { exitCode, stdout, stderr } = await world.surestep(["az", "2.91.0"]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${join(world.cwd, ".surestep/az/2.91.0/bin/az")}\n` });
  expect(stderr).toContain("Installing az 2.91.0");
  expect(existsSync(stdout.trim())).toBe(true);
  // The second time there is nothing to do, and nothing to say.
  expect(await world.surestep(["az", "2.91.0"])).toEqual({ exitCode: 0, stdout, stderr: "" });
});

test("az refuses what is no version, and says that there is none of a number", async () => {
  const world = notes();
  addProgram(world.bin, "python3", python);
  const refused = await world.surestep(["az", "latest"]);
  expect({ ...refused, stderr: "" }).toEqual({ exitCode: 2, stdout: "", stderr: "" });
  expect(refused.stderr).toContain("'latest' is not a version of az.");
  const { exitCode, stdout, stderr } = await world.surestep(["az", "2.999.0", "--folder", "other"]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("There is no az 2.999.0 for this Python.");
});

import { execFile } from "node:child_process";
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { findOnPath } from "../../src/azure/find-az.ts";
import { openCorporateNetwork } from "./corporate-proxy.ts";
import { groupTutorial, liveWorld } from "./live.ts";
import { addProgram } from "./small-world.ts";

test("a live run goes through a company's proxy, its authority and around it, with az, the SDK and npm", async () => {
  const world = await liveWorld();
  const network = await openCorporateNetwork(world.env["HTTPS_PROXY"] ?? "");
  const { outside, inside } = network.registries;
  const pings = [outside, inside].map((registry) => `      - npm ping --registry ${registry}\n`).join("");
  writeFileSync(join(world.cwd, "tutorial.yaml"), groupTutorial.replace("    run:\n", `    run:\n${pings}`));
  const npm = realpathSync(findOnPath("npm", process.env["PATH"] ?? "") ?? "");
  addProgram(world.bin, "npm", `exec "${process.execPath}" "${npm}" "$@"`);
  const bundle = join(world.cwd, "company.pem");
  writeFileSync(bundle, network.ca + readFileSync(world.env["REQUESTS_CA_BUNDLE"] ?? ""));
  const env = {
    ...{ ...world.env, HOME: world.cwd, HTTPS_PROXY: network.proxyUrl, NO_PROXY: "localhost,.internal.example" },
    ...{ NODE_EXTRA_CA_CERTS: bundle, REQUESTS_CA_BUNDLE: bundle },
  };
  const args = [resolve("src/cli/main.js"), "tutorial", "--live", "--yes"];
  // The SDK reads such variables, and Node.js its authorities, once a process.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: world.cwd, env });
  expect(stdout).toContain("✔  1 Make the group");
  expect([...network.let].toSorted()).toEqual([
    ...["graph.microsoft.com:443", "login.microsoftonline.com:443", "management.azure.com:443"],
    "registry.example:443",
  ]);
  expect([...network.refused]).toEqual([]);
  const written = stdout + readFileSync(world.inRun("journal.jsonl"), "utf8");
  expect(written).not.toMatch(/p(@|%40)ss/);
});

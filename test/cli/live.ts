import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { onTestFinished, vi } from "vitest";
import type { Latency } from "../../src/simulator/latency.ts";
import { run } from "../../src/simulator/az/run.ts";
import { startTrusted } from "../simulator/trusted.ts";
import { addProgram, smallWorld, type SmallWorld } from "./small-world.ts";

/** The text of `sh` that is an az as good as the built-in one, and does not say that it is a stand-in. */
export function azScript(special = ""): string {
  const builtIn = `exec "${process.execPath}" "${resolve("src/simulator/az/main.ts")}" "$@"`;
  return `case "$*" in\n  version*) echo '{"azure-cli": "2.99.0"}' ;;\n  ${special}\n  *) ${builtIn} ;;\nesac`;
}

/** A world that is led to a simulated Azure by its environment, as a shell inside `surestep simulate` is. */
export interface LiveWorld extends SmallWorld {
  /** Calls the az of the world, in this process. @returns what it printed, as the JSON that it is */
  az(args: readonly string[]): Promise<unknown>;
}

/**
 * A tutorial that makes a resource group, in a world whose az is signed in. What is live in it knows nothing of the
 * simulated Azure to which the environment leads.
 */
export async function liveWorld(latency: Partial<Latency> = {}): Promise<LiveWorld> {
  const simulator = await startTrusted(latency);
  const world = smallWorld(groupTutorial);
  addProgram(world.bin, "az", azScript());
  const [bundle, configuration] = [join(world.cwd, "trusted.pem"), join(world.cwd, "azure")];
  writeFileSync(bundle, simulator.ca);
  mkdirSync(configuration);
  const { proxyUrl } = simulator;
  Object.assign(world.env, { HTTPS_PROXY: proxyUrl, REQUESTS_CA_BUNDLE: bundle, AZURE_CONFIG_DIR: configuration });
  // The SDK in this process looks at the environment of the process.
  vi.stubEnv("HTTPS_PROXY", proxyUrl).stubEnv("NO_PROXY", "").stubEnv("no_proxy", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  const az: LiveWorld["az"] = async (args) => {
    let [stdout, stderr] = ["", ""];
    const around = { variables: world.env, ask: undefined };
    const write = (text: string): unknown => (stdout += text);
    const exitCode = await run(args, { ...around, write, writeError: (text) => (stderr += text) });
    if (exitCode !== 0) throw new Error(stderr);
    return stdout === "" ? undefined : JSON.parse(stdout);
  };
  await az(["login", "--use-device-code", "--output", "none"]);
  return { ...world, az };
}

/** A tutorial that makes a resource group. */
export const groupTutorial = `id: group
title: A resource group
about: Make a resource group.
article: { title: None, link: "https://example.com", updated: "2026-01-01" }
inputs:
  group: { about: name of the group, default: "group-\${runId}" }
steps:
  - id: group
    title: Make the group
    text: A group.
    timeout: 1s
    run:
      - command: az group create -n \${group} -l eastus --tags surestep=\${mark} --output json
        makes: resource-group
    makes:
      - { resource-group: "\${group}", location: eastus, tags: { surestep: "\${mark}" } }
  - id: clean-up
    title: Clean up
    text: Remove the group.
    cleans-up: true
    timeout: 1m
`;

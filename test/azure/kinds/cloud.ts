import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAzure } from "../../../src/azure/azure.ts";
import { azureKinds } from "../../../src/azure/kinds.ts";
import { createReads } from "../../../src/azure/kinds/reads.ts";
import { createBuiltInAz } from "../../../src/cli/session/built-in-az.ts";
import { optionsFor } from "../../../src/cli/session/connect.ts";
import { judgeDifference, type Judgement } from "../../../src/runner/resources/judge.ts";
import { describeDifference } from "../../../src/runner/resources/describe-difference.ts";
import { differenceOf, type Difference } from "../../../src/runner/resources/difference.ts";
import { takeInventory, type Inventory } from "../../../src/runner/resources/inventory.ts";
import type { RequestRecord } from "../../../src/simulator/proxy.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import { declarationsSchema, fillDeclaration, type Declared, type Verb } from "../../../src/tutorial/declaration.ts";
import type { Resource } from "../../../src/tutorial/resource.ts";
import { trust } from "../../simulator/trust.ts";

/** A simulated Azure with the person signed in, and what a run would know of it. */
export type Cloud = Awaited<ReturnType<typeof openCloud>>;

/** Opens a cloud for the tests of a file. `values` are what declarations fill in, `userId` apart. */
export async function openCloud(values: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "surestep-kinds-"));
  const clock = { ahead: 0 };
  const requests: RequestRecord[] = [];
  const onRequest = (request: RequestRecord): void => void requests.push(request);
  const simulator = await startSimulator({ folder, now: () => Date.now() + clock.ahead, onRequest });
  trust(simulator.ca);
  const environment = {
    ...{ HTTPS_PROXY: simulator.proxyUrl, HTTP_PROXY: simulator.proxyUrl, NO_PROXY: "" },
    REQUESTS_CA_BUNDLE: simulator.caFile,
  };
  const close = async (): Promise<void> => {
    await simulator.close();
    rmSync(folder, { recursive: true });
  };
  const signIn = async (name: string, login: string[]) => {
    const az = createBuiltInAz({ ...environment, AZURE_CONFIG_DIR: join(folder, name) }, new AbortController().signal);
    mkdirSync(join(folder, name));
    const result = await az(["login", ...login]);
    if (result.error !== undefined) throw new Error(result.stderr);
    const program = { file: "az", leading: [], version: "2.91.0", standIn: true };
    const clientOptions = await optionsFor(simulator);
    return { az, azure: createAzure({ az, environment, program, clientOptions }, new AbortController().signal) };
  };
  const { az, azure } = await signIn("person", ["--use-device-code"]);
  const { state } = simulator.azure;
  const begins = createReads(azure);
  const since = new Date(simulator.azure.now()).toISOString();
  const owned: Resource[] = [];
  const all = { userId: state.user.id, ...values };

  const declared = (given: Partial<Record<Verb, object[]>>): Declared[] =>
    (["makes", "changes", "removes"] as const).flatMap((verb) =>
      declarationsSchema(azureKinds)
        .parse(given[verb] ?? [])
        .flatMap((each) => fillDeclaration(azureKinds, verb, each, (name) => Object(all)[name]) ?? []),
    );
  const addresses = new Map([
    ["resource-group", ["my-group"]],
    ["vault", ["my-vault"]],
    ["application", ["my-app"]],
    ["service-principal", ["my-app"]],
    ["secret", ["my-vault/mySecret"]],
  ]);

  const run = async (line: string): Promise<string> => {
    const { error, stdout, stderr } = await az(line.split(" "));
    if (error !== undefined) throw new Error(`az ${line}: ${stderr}`);
    return stdout;
  };
  const look = (begin = begins): Promise<Inventory> =>
    takeInventory(azureKinds, begin(), { addresses, owned, since }, simulator.azure.now());
  const judge = (before: Inventory, after: Inventory, asked: Declared[], isAlone = false): Judgement => {
    const signedIn = [state.user.id, state.user.userPrincipalName];
    const evidence = { kinds: azureKinds, before, after, owned, signedIn, isAlone, runId };
    return judgeDifference(differenceOf(before, after), asked, evidence);
  };

  let seen: { text: string; before: Inventory } | undefined;

  return {
    ...{ azure, simulator, requests, state, clock, owned, declared, addresses, since, look, judge, close },
    /** Runs an az command; no argument of a test has a space. */
    run,
    /** Does something, looks before and after, and takes it back. What is as it was needs no new look before. */
    async trying(change: () => unknown) {
      const kept = simulator.snapshot();
      const text = JSON.stringify([kept, owned]);
      const before = seen?.text === text ? seen.before : await look();
      seen = { text, before };
      try {
        await change();
        return { before, after: await look() };
      } finally {
        Object.assign(state, kept);
      }
    },
    /** What an application sees that may read one group of the subscription, and nothing else. */
    async lookAsStranger(): Promise<Inventory> {
      const kept = simulator.snapshot();
      const scope = `/subscriptions/${state.subscription.id}/resourceGroups/theirs`;
      await run("group create -n theirs -l eastus");
      const create = `ad sp create-for-rbac -n stranger --role Reader --scopes ${scope}`;
      const { appId, password } = JSON.parse(await run(create));
      const login = ["--service-principal", "-u", appId, "-p", password, "--tenant", state.tenant.id];
      const stranger = await signIn("stranger", login);
      const seenByStranger = await look(createReads(stranger.azure));
      Object.assign(state, kept);
      return seenByStranger;
    },
  };
}

/** The run whose marks count as the test's own. */
export const runId = "t000000001";

/** The resources of a kind, each without what no test knows beforehand. */
export function ofKind({ resources }: Inventory, kind: string): Resource[] {
  return resources.filter((each) => each.kind === kind);
}

/** The first one, which is there. */
export function only<T>([item]: readonly T[]): T {
  if (item === undefined) throw new Error("there is none");
  return item;
}

/** The difference of two looks, in the reader's words. */
export function words(before: Inventory, after: Inventory): string[] {
  return describeDifference(azureKinds, differenceOf(before, after) satisfies Difference);
}

/** The checks that do not hold: `title: expected, not actual`. */
export function wrong({ checks }: Judgement): string[] {
  return checks.filter(({ ok }) => !ok).map(({ title, expected, actual }) => `${title}: ${expected}, not ${actual}`);
}

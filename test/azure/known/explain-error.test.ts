import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SecretClient } from "@azure/keyvault-secrets";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttpClient } from "../../../src/azure/http-client.ts";
import { explainError } from "../../../src/azure/known/explain-error.ts";
import { machineFailures } from "../../../src/azure/known/machine.ts";
import { networkFailures } from "../../../src/azure/known/network.ts";
import { readClaims } from "../../../src/azure/token.ts";
import { exitCodes, SurestepError } from "../../../src/errors.ts";
import { somebody } from "./service-answers.ts";

/** What the SDK throws that goes through a proxy at a port. */
async function thrownThrough(port: number): Promise<unknown> {
  const httpClient = createHttpClient(new AbortController().signal);
  const proxyOptions = { host: "http://127.0.0.1", port };
  const options = { httpClient, proxyOptions, retryOptions: { maxRetries: 0 } };
  const client = new SecretClient("https://contoso.vault.azure.net/", somebody, options);
  return client.getSecret("s").then(
    () => new Error("no error"),
    (reason: unknown) => reason,
  );
}

/** A port at which every connection is ended at once. */
async function portThatHangsUp(): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has such an address
  return (server.address() as AddressInfo).port;
}

/** What a step's own file throws. */
async function thrownBy(code: string): Promise<{ error: unknown; file: string }> {
  const folder = mkdtempSync(join(tmpdir(), "steps-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "one.ts");
  writeFileSync(file, `export async function verify(given: any) {\n  ${code}\n}\n`);
  const { verify }: { verify(given: unknown): Promise<unknown> } = await import(
    /* @vite-ignore */ pathToFileURL(file).href
  );
  const error = await verify({ readClaims }).catch((reason: unknown) => reason);
  return { error, file };
}

describe("a service that cannot be reached", () => {
  test("is named, with what it is known by", async () => {
    expect(explainError(await thrownThrough(1))).toMatchObject({
      ...{ message: "contoso.vault.azure.net cannot be reached.", exitCode: exitCodes.unwell },
      hint: expect.stringMatching(/Check the network.*\(Known by: ECONNREFUSED\)$/),
    });
  });

  test("because a proxy hangs up is no bug either", async () => {
    expect(explainError(await thrownThrough(await portThatHangsUp()))).toMatchObject({ exitCode: exitCodes.unwell });
  });

  // Where a code may mean several things, the last is what it means without more words.
  const codes = new Map(
    networkFailures.flatMap((each) => (each.codes ?? []).map((code) => [code, each.class] as const)),
  );
  test.each([...codes])("by the code %s is %s", (code, failure) => {
    const error = Object.assign(new Error("it failed"), {
      code,
      request: { url: "https://graph.microsoft.com/v1.0/me" },
    });
    expect(explainError(error)).toMatchObject({
      ...{ exitCode: exitCodes[failure], message: expect.stringContaining("graph.microsoft.com") },
    });
  });

  test("by a program's own fetch is known by its cause", async () => {
    const port = await portThatHangsUp();
    const error = await fetch(`http://127.0.0.1:${port}/`).catch((reason: unknown) => reason);
    expect(explainError(error)).toMatchObject({
      exitCode: exitCodes.unwell,
      message: "A service of Azure cannot be reached.",
    });
  });
});

test.each(machineFailures.flatMap(({ codes = [] }) => codes))("%s is what the machine refuses", (code) => {
  const error = Object.assign(new Error(`${code}: no, write '/run/journal.jsonl'`), { code, syscall: "write" });
  expect(explainError(error)).toMatchObject({
    ...{ exitCode: exitCodes.setUp, message: expect.stringContaining("/run/journal.jsonl") },
  });
});

describe("an error that says nothing of Azure or the machine", () => {
  test("is the tutorial's author's where a step's own code throws it, and its line is named", async () => {
    const { error, file } = await thrownBy("return given.nothing.there;");
    expect(explainError(error)).toMatchObject({
      message: expect.stringMatching(new RegExp(`^${file}:2: the tutorial's own code throws TypeError: `)),
      exitCode: exitCodes.badInput,
    });
  });

  test("is a bug where our own code throws it, be it called by a step", async () => {
    const { error } = await thrownBy('return given.readClaims("no token");');
    expect(explainError(error)).toMatchObject({
      ...{ message: "Something went wrong that Surestep did not expect.", exitCode: exitCodes.bug },
    });
  });

  test("is a bug where nobody knows who threw it", () => {
    const error = Object.assign(new TypeError("x"), { stack: "TypeError: x\n    at node:internal/timers:1:1" });
    expect(explainError(error)).toMatchObject({ exitCode: exitCodes.bug, original: "TypeError: x" });
    expect(explainError("a text")).toMatchObject({ exitCode: exitCodes.bug, original: "a text" });
  });

  test("is Azure's where its SDK stumbles over an answer", () => {
    const stack = "TypeError: x\n    at f (/project/node_modules/@azure/arm-keyvault/dist/models.js:1:1)";
    const error = Object.assign(new TypeError("x"), { stack });
    expect(explainError(error)).toMatchObject({ exitCode: exitCodes.unwell });
  });
});

test("an error that is worded already stays as it is", () => {
  const error = new SurestepError("It failed.");
  expect(explainError(error)).toBe(error);
});

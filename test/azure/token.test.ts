import { describe, expect, test } from "vitest";
import type { Az } from "../../src/azure/az.ts";
import { createAzCredential, readClaims } from "../../src/azure/token.ts";

const arm = "https://management.azure.com/.default";
const vault = "https://vault.azure.net/.default";

/** A token of Entra's form; nobody here checks the signature. */
function tokenOf(claims: Record<string, unknown>): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `eyJhbGciOiJSUzI1NiJ9.${payload}.signature`;
}

/** An az whose tokens live for an hour, on a clock that the test sets (seconds). */
function signedIn(): { az: Az; asked: string[]; clock: { seconds: number } } {
  const clock = { seconds: 1_700_000_000 };
  const asked: string[] = [];
  const az: Az = async (args) => {
    asked.push(args.join(" "));
    const accessToken = tokenOf({ aud: args.at(-3), exp: clock.seconds + 3600 });
    const stdout = JSON.stringify({ accessToken, expiresOn: "2023-11-14 23:13:20.000000", subscription: "sub-1" });
    return { exitCode: 0, stdout, stderr: "", milliseconds: 1, error: undefined };
  };
  return { az, asked, clock };
}

describe("the signed-in user's token", () => {
  test("is asked of az once per resource", async () => {
    const { az, asked, clock } = signedIn();
    const credential = createAzCredential(az, { now: () => clock.seconds * 1000 });
    for (const scope of [arm, vault, arm, [arm], vault]) await credential.getToken(scope);
    expect(asked).toEqual([
      `account get-access-token --scope ${arm} --output json`,
      `account get-access-token --scope ${vault} --output json`,
    ]);
  });

  test("is asked once, too, by those who ask at the same time", async () => {
    const { az, asked, clock } = signedIn();
    const credential = createAzCredential(az, { now: () => clock.seconds * 1000 });
    const tokens = await Promise.all([credential.getToken(arm), credential.getToken(arm), credential.getToken(arm)]);
    expect(asked).toHaveLength(1);
    expect(new Set(tokens.map((token) => token.token)).size).toBe(1);
  });

  test("is asked again five minutes before it expires, and not earlier", async () => {
    const { az, asked, clock } = signedIn();
    const credential = createAzCredential(az, { now: () => clock.seconds * 1000 });
    await credential.getToken(arm);
    clock.seconds += 3600 - 301;
    await credential.getToken(arm);
    expect(asked).toHaveLength(1);
    clock.seconds += 1;
    await credential.getToken(arm);
    expect(asked).toHaveLength(2);
  });

  test("tells its expiry from the token itself, in milliseconds", async () => {
    const { az, clock } = signedIn();
    const token = await createAzCredential(az, { now: () => clock.seconds * 1000 }).getToken(arm);
    expect(token.expiresOnTimestamp).toBe((clock.seconds + 3600) * 1000);
  });

  test("comes with the subscription that az is set to", async () => {
    const { az } = signedIn();
    expect(await createAzCredential(az).getToken(arm)).toMatchObject({ subscriptionId: "sub-1" });
  });

  test("that az cannot get is an error with az's words, and is asked again next time", async () => {
    const { az, clock } = signedIn();
    let signedOut = true;
    const message = "Please run 'az login' to setup account.";
    const failing: Az = async (args) =>
      signedOut
        ? { exitCode: 1, stdout: "", stderr: "", milliseconds: 1, error: { code: undefined, message } }
        : az(args);
    const credential = createAzCredential(failing, { now: () => clock.seconds * 1000 });
    await expect(credential.getToken(arm)).rejects.toMatchObject({
      message: "az could not get an access token.",
      hint: expect.stringContaining("az login"),
      original: message,
    });
    signedOut = false;
    expect(await credential.getToken(arm)).toMatchObject({ token: expect.any(String) });
  });
});

describe("a token's claims", () => {
  test("are read, in any alphabet", () => {
    expect(readClaims(tokenOf({ oid: "1", name: "Zoë Ωmega" }))).toEqual({ oid: "1", name: "Zoë Ωmega" });
  });

  test("are not there in what is no token", () => {
    expect(() => readClaims("opaque")).toThrow("not a JSON web token");
  });
});

import { expect, test } from "vitest";
import type { Azure } from "../../src/azure/azure.ts";
import { signedInNames } from "../../src/azure/signed-in.ts";

/** An Azure whose token has these claims, and whose account has this name. */
function signedIn(claims: object, userName: string): Azure {
  const token = `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
  return { credential: { getToken: async () => ({ token }) }, account: async () => ({ userName }) } as unknown as Azure;
}

test("a person is known by object ID and user name, not by az's application ID", async () => {
  const claims = { oid: "o", appid: "az", idtyp: "user", upn: "a@b.c", unique_name: "a@b.c" };
  expect(await signedInNames(signedIn(claims, "a@b.c"))).toEqual(["a@b.c", "o"]);
});

test("a guest is known by the names at home, too", async () => {
  const claims = { oid: "o", idtyp: "user", unique_name: "live.com#g@home.org", email: "g@home.org" };
  expect(await signedInNames(signedIn(claims, "g@home.org"))).toEqual(["live.com#g@home.org", "g@home.org", "o"]);
});

test("an application is known by object ID and application ID", async () => {
  expect(await signedInNames(signedIn({ oid: "o", appid: "a", idtyp: "app" }, "a"))).toEqual(["a", "o"]);
});

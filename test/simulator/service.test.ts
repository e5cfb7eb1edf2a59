import { describe, expect, test } from "vitest";
import type { Call, Route } from "../../src/simulator/operation.ts";
import { ServiceError } from "../../src/simulator/operation.ts";
import { createService } from "../../src/simulator/service.ts";
import type { ServiceOptions } from "../../src/simulator/service.ts";
import { azureWith } from "./azure.ts";

const caller = { appId: "a", objectId: "o", tenantId: "t", issuer: "i" };

const echo = ({ params, query, body }: Call) => ({
  status: 200,
  body: { params, query: Object.fromEntries(query), body },
});

function serviceOf(routes: readonly Route[], more: Partial<ServiceOptions> = {}, onBug?: (bug: unknown) => void) {
  return createService(azureWith(onBug ? { onBug } : {}), {
    routes,
    authenticate: async () => caller,
    errorBody: ({ code, message }) => ({ error: { code, message } }),
    ...more,
  });
}

describe("a route", () => {
  const scoped = "/:scope{.+}/providers/Microsoft.Authorization/roleAssignments/:name";

  test("matches in any case where the service asks for it, and keeps names as sent", async () => {
    const app = serviceOf([["GET", "/resourceGroups/:group/Vaults/:vault", echo]], { caseInsensitive: true });
    const answer = await app.request("https://host/RESOURCEGROUPS/MyGroup/vaults/MyVault");
    expect(await answer.json()).toMatchObject({ params: { group: "MyGroup", vault: "MyVault" } });
  });

  test("is told apart by case where the service does not", async () => {
    const app = serviceOf([["GET", "/secrets/:name", echo]]);
    expect((await app.request("https://host/Secrets/a")).status).toBe(404);
  });

  test("takes a scope of several segments, and slashes in a row for one", async () => {
    const app = serviceOf([["PUT", scoped, echo]], { caseInsensitive: true });
    const answer = await app.request(
      "https://host//subscriptions/1/resourceGroups/g/providers/microsoft.authorization/roleAssignments/2",
      { method: "PUT" },
    );
    expect(await answer.json()).toMatchObject({ params: { scope: "subscriptions/1/resourceGroups/g", name: "2" } });
  });

  test("tolerates a slash at the end", async () => {
    const app = serviceOf([["GET", "/secrets/:name", echo]]);
    expect(await (await app.request("https://host/secrets/a/")).json()).toMatchObject({ params: { name: "a" } });
  });

  test("takes the signs of regular expressions literally", async () => {
    const app = serviceOf([["GET", "/a.b", echo]]);
    expect((await app.request("https://host/axb")).status).toBe(404);
    expect((await app.request("https://host/a.b")).status).toBe(200);
  });

  test("of GET answers HEAD, without the body", async () => {
    const app = serviceOf([["GET", "/a", echo]]);
    const answer = await app.request("https://host/a", { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  test("of HEAD comes first for HEAD", async () => {
    const app = serviceOf([
      ["GET", "/a", echo],
      ["HEAD", "/a", () => ({ status: 204 })],
    ]);
    expect((await app.request("https://host/a", { method: "HEAD" })).status).toBe(204);
  });
});

describe("a request", () => {
  const app = serviceOf([["POST", "/things/:name", echo]]);
  const json = { "content-type": "application/json" };

  test("has its path and its query decoded, even the query's names", async () => {
    const answer = await app.request("https://host/things/a%20b%2Fc?api%2Dversion=7.4&%24filter=x+eq+'1'", {
      method: "POST",
    });
    expect(await answer.json()).toEqual({
      params: { name: "a b/c" },
      query: { "api-version": "7.4", $filter: "x eq '1'" },
    });
  });

  test("has its JSON or its form parsed", async () => {
    const sendJson = { method: "POST", headers: json, body: '{"a":[1]}' };
    const sendForm = { method: "POST", body: new URLSearchParams({ a: "1 2" }) };
    expect(await (await app.request("https://host/things/x", sendJson)).json()).toMatchObject({ body: { a: [1] } });
    expect(await (await app.request("https://host/things/x", sendForm)).json()).toMatchObject({ body: { a: "1 2" } });
  });

  test("that is not JSON is refused with 400 in the service's words", async () => {
    const wordy = serviceOf([["POST", "/a", echo]], {
      malformed: () => new ServiceError(400, "BadParameter", "No JSON."),
    });
    const answer = await wordy.request("https://host/a", { method: "POST", headers: json, body: "{" });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: { code: "BadParameter", message: "No JSON." } },
    ]);
  });

  test("with a path that is not UTF-8 is refused with 400", async () => {
    expect((await app.request("https://host/things/%ff", { method: "POST" })).status).toBe(400);
  });

  test("that is not let in is refused before its path and its body are looked at", async () => {
    const shut = serviceOf([], {
      authenticate: () => Promise.reject(new ServiceError(401, "Unauthorized", "Who?", { headers: { "x-why": "no" } })),
    });
    const answer = await shut.request("https://host/nowhere", { method: "POST", body: "{" });
    expect([answer.status, answer.headers.get("x-why")]).toEqual([401, "no"]);
  });

  test("for a path that the service does not have is answered in its words", async () => {
    const wordy = serviceOf([], { noRoute: () => new ServiceError(405, "MethodNotAllowed", "No.") });
    expect((await wordy.request("https://host/a")).status).toBe(405);
  });
});

describe("an answer", () => {
  test("carries the service's headers, also when it is an error", async () => {
    const app = serviceOf([["GET", "/a", () => ({ status: 202, headers: { location: "/b" } })]], {
      headers: (request) => ({ "x-request": new URL(request.url).pathname }),
    });
    const [good, bad] = [await app.request("https://host/a"), await app.request("https://host/b")];
    expect([good.status, good.headers.get("location"), good.headers.get("x-request")]).toEqual([202, "/b", "/a"]);
    expect([bad.status, bad.headers.get("x-request")]).toEqual([404, "/b"]);
  });

  test("to a bug is 500, and the bug is reported", async () => {
    const bugs: unknown[] = [];
    const broken = new TypeError("broken");
    const operation = () => {
      throw broken;
    };
    const app = serviceOf([["GET", "/a", operation]], {}, (bug) => bugs.push(bug));
    const answer = await app.request("https://host/a");
    expect(answer.status).toBe(500);
    expect(bugs).toEqual([broken]);
  });
});

import { describe, expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { openDirectory } from "./directory.ts";

const deletedApplications = "directory/deletedItems/microsoft.graph.application";
const deletedPrincipals = "directory/deletedItems/microsoft.graph.servicePrincipal";

describe("deleting an application", () => {
  test("takes its service principal along, and both can be found among the deleted items", async () => {
    const { call, list, register } = await openDirectory(azureWith());
    const { id, appId, principalId } = await register("a");
    await register("b");
    expect((await call("DELETE", `applications/${id}`)).status).toBe(204);
    expect(await list("applications", `appId eq '${appId}'`)).toEqual([]);
    expect((await call("GET", `servicePrincipals/${principalId}`)).status).toBe(404);
    expect(await list(deletedApplications)).toMatchObject([{ id, deletedDateTime: "2026-11-24T12:00:00Z" }]);
    expect(await list(deletedPrincipals)).toMatchObject([{ id: principalId, appId }]);
    expect((await list("applications")).map(({ displayName }) => displayName)).toEqual(["b"]);
  });

  test("is complete when it is deleted from the deleted items too", async () => {
    const { call, register } = await openDirectory(azureWith());
    const { id } = await register("a");
    const item = `directory/deletedItems/${id}`;
    expect((await call("DELETE", item)).status).toBe(404);
    await call("DELETE", `applications/${id}`);
    expect((await call("GET", item)).body).toMatchObject({ "@odata.type": "#microsoft.graph.application", id });
    expect((await call("DELETE", item)).status).toBe(204);
    expect((await call("GET", item)).status).toBe(404);
  });

  test("completes itself after thirty days", async () => {
    let now = Date.parse("2026-11-01");
    const azure = azureWith({ now: () => now });
    const { call, register } = await openDirectory(azure);
    const { id } = await register("a");
    await call("DELETE", `applications/${id}`);
    now = Date.parse("2026-12-01");
    const later = await openDirectory(azure);
    expect((await later.call("GET", `directory/deletedItems/${id}`)).status).toBe(404);
  });
});

test("deleting a service principal leaves its application, which can have a new one", async () => {
  const { call, list, register } = await openDirectory(azureWith());
  const { id, appId, principalId } = await register("a");
  expect((await call("DELETE", `servicePrincipals/${principalId}`)).status).toBe(204);
  expect((await call("GET", `applications/${id}`)).status).toBe(200);
  expect(await list(deletedPrincipals)).toHaveLength(1);
  expect((await call("POST", "servicePrincipals", { appId })).body["id"]).not.toBe(principalId);
});

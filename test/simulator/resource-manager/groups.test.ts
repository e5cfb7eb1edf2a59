import { describe, expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { asPerson, error, subscriptionOf } from "./resource-manager.ts";
import { newVault } from "./vaults.ts";

/** A simulated Azure whose clock the test moves, and its groups. */
function openGroups(given: Parameters<typeof azureWith>[0] = {}) {
  const clock = { now: Date.parse("2026-11-24T12:00:00Z") };
  const azure = azureWith({ now: () => clock.now, ...given });
  const groups = `${subscriptionOf(azure)}/resourceGroups`;
  return { azure, clock, call: asPerson(azure), groups };
}

describe("making a group", () => {
  test("a new group is 201, the same again is 200", async () => {
    const { azure, call, groups } = openGroups();
    const made = await call("PUT", `${groups}/my-group`, { location: "EastUS", tags: { run: "1" } });
    expect(made).toMatchObject({ status: 201 });
    expect(made.body).toEqual({
      id: `${subscriptionOf(azure)}/resourceGroups/my-group`,
      name: "my-group",
      type: "Microsoft.Resources/resourceGroups",
      location: "eastus",
      tags: { run: "1" },
      properties: { provisioningState: "Succeeded" },
    });
    expect(await call("PUT", `${groups}/MY-GROUP`, { location: "eastus" })).toMatchObject({
      status: 200,
      body: { name: "my-group" },
    });
  });

  test("a group does not move to another region", async () => {
    const { call, groups } = openGroups();
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    const { status, body } = await call("PUT", `${groups}/my-group`, { location: "westus" });
    expect(status).toBe(409);
    expect(body).toEqual(
      error(
        "InvalidResourceGroupLocation",
        expect.stringContaining("The Resource group already exists in location 'eastus'"),
      ),
    );
  });

  test.each(["ends-with-a-dot.", "has a space", "x".repeat(91)])("the name '%s' is refused", async (name) => {
    const { azure, call, groups } = openGroups();
    const { status } = await call("PUT", `${groups}/${encodeURIComponent(name)}`, { location: "eastus" });
    expect(status).toBe(400);
    expect(azure.state.resourceGroups).toEqual([]);
  });

  test("a region that does not exist is refused with those that do", async () => {
    const { call, groups } = openGroups();
    const { status, body } = await call("PUT", `${groups}/my-group`, { location: "atlantis" });
    expect(status).toBe(400);
    expect(body).toEqual(error("LocationNotAvailableForResourceGroup", expect.stringMatching(/'atlantis'.*eastus/)));
  });

  test.each([[["eastus"]], [{ tags: {} }], ["eastus"]])("the body %j names no region and is refused", async (given) => {
    const { call, groups } = openGroups();
    const { status, body } = await call("PUT", `${groups}/my-group`, given);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: "LocationRequired" } });
  });
});

describe("looking at groups", () => {
  test("whether a group exists is 204 or 404 without a body", async () => {
    const { call, groups } = openGroups();
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    expect(await call("HEAD", `${groups}/My-Group`)).toMatchObject({ status: 204, body: {} });
    expect(await call("HEAD", `${groups}/another`)).toMatchObject({ status: 404, body: {} });
  });

  test("a group that is not there is not found", async () => {
    const { call, groups } = openGroups();
    const { status, headers, body } = await call("GET", `${groups}/another`);
    expect({ status, body }).toEqual({
      status: 404,
      body: error("ResourceGroupNotFound", "Resource group 'another' could not be found."),
    });
    expect(headers.get("x-ms-failure-cause")).toBe("gateway");
  });

  test("groups are found by their tags", async () => {
    const { call, groups } = openGroups();
    await call("PUT", `${groups}/first`, { location: "eastus", tags: { run: "1" } });
    await call("PUT", `${groups}/second`, { location: "eastus", tags: { run: "2" } });
    await call("PUT", `${groups}/third`, { location: "eastus" });
    const namesBy = async (filter: string) => {
      const { body } = await call("GET", `${groups}?$filter=${encodeURIComponent(filter)}`);
      return body;
    };
    expect(await namesBy("tagName eq 'run' and tagValue eq '2'")).toMatchObject({ value: [{ name: "second" }] });
    expect(await namesBy("tagName eq 'run'")).toMatchObject({ value: [{ name: "first" }, { name: "second" }] });
    expect((await call("GET", groups)).body["value"]).toHaveLength(3);
  });

  test("a filter that is not understood is refused, instead of listing everything", async () => {
    const { call, groups } = openGroups();
    expect((await call("GET", `${groups}?$filter=${encodeURIComponent("name startswith 'a'")}`)).status).toBe(400);
  });

  test("tags are changed without anything else", async () => {
    const { call, groups } = openGroups();
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    const { status, body } = await call("PATCH", `${groups}/my-group`, { tags: { run: "3" } });
    expect({ status, body }).toMatchObject({ status: 200, body: { location: "eastus", tags: { run: "3" } } });
  });
});

describe("deleting a group", () => {
  test("is polled: 202 with where and when to ask, then 200", async () => {
    const { clock, call, groups } = openGroups({ latency: { groupDeletion: 30_000 } });
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    const begun = await call("DELETE", `${groups}/my-group`);
    expect(begun).toMatchObject({ status: 202, body: {} });
    expect(Number(begun.headers.get("retry-after"))).toBeGreaterThan(0);
    const { pathname, search } = new URL(begun.headers.get("location") ?? "");
    expect(pathname).toMatch(/^\/subscriptions\/[^/]+\/operationresults\//);

    expect(await call("GET", pathname + search)).toMatchObject({ status: 202 });
    expect((await call("GET", `${groups}/my-group`)).body).toMatchObject({
      properties: { provisioningState: "Deleting" },
    });
    clock.now += 30_000;
    expect(await call("GET", pathname + search)).toMatchObject({ status: 200, body: {} });
    expect((await call("HEAD", `${groups}/my-group`)).status).toBe(404);
    expect((await call("GET", groups)).body).toMatchObject({ value: [] });
  });

  test("however short never says to ask again after 0 seconds, which az takes for 30", async () => {
    const { call, groups } = openGroups({ latency: { groupDeletion: 1 } });
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    expect((await call("DELETE", `${groups}/my-group`)).headers.get("retry-after")).toBe("1");
  });

  test("that takes no time is done with the request itself", async () => {
    const { call, groups } = openGroups();
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    expect((await call("DELETE", `${groups}/my-group`)).status).toBe(200);
    expect((await call("HEAD", `${groups}/my-group`)).status).toBe(404);
  });

  test("lets nothing new in meanwhile", async () => {
    const { azure, call, groups } = openGroups({ latency: { groupDeletion: 30_000 } });
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    await call("DELETE", `${groups}/my-group`);
    const vault = `${groups}/my-group/providers/Microsoft.KeyVault/vaults/my-own-vault`;
    for (const [path, body] of [
      [`${groups}/my-group`, { location: "eastus" }],
      [vault, newVault(azure)],
    ] as const) {
      const refused = await call("PUT", path, body);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ error: { code: "ResourceGroupBeingDeleted" } });
    }
  });

  test("soft-deletes the vaults in it and frees the group's name", async () => {
    const { azure, call, groups } = openGroups();
    await call("PUT", `${groups}/my-group`, { location: "eastus" });
    await call("PUT", `${groups}/other`, { location: "eastus" });
    const vaultIn = (group: string, name: string) => `${groups}/${group}/providers/Microsoft.KeyVault/vaults/${name}`;
    await call("PUT", vaultIn("my-group", "vault-in-it"), newVault(azure));
    await call("PUT", vaultIn("other", "vault-elsewhere"), newVault(azure));
    await call("DELETE", `${groups}/MY-GROUP`);

    const deleted = await call("GET", `${subscriptionOf(azure)}/providers/Microsoft.KeyVault/deletedVaults`);
    expect(deleted.body).toMatchObject({ value: [{ name: "vault-in-it" }] });
    expect((await call("GET", vaultIn("other", "vault-elsewhere"))).status).toBe(200);
    expect((await call("PUT", `${groups}/my-group`, { location: "westus" })).status).toBe(201);
  });

  test("of one that is not there is not found", async () => {
    const { call, groups } = openGroups();
    expect((await call("DELETE", `${groups}/another`)).status).toBe(404);
  });
});

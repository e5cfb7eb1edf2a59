import { isObject, textOf } from "./address.ts";
import type { Request, Send } from "./caller.ts";
import { compareBodies } from "./compare.ts";
import type { Identifiers } from "./identifiers.ts";
import type { SimulatedAzure } from "../../src/simulator/operation.ts";
import type { Exchange } from "./recording.ts";
import { vaultAsShown, vaultByItsData } from "./vault-before.ts";
import type { Found } from "./world.ts";

const keyVaultAdministrator = "00482a5a-887f-4fb3-b363-3b74fe2a8a70";

type Shown = Record<string, unknown>;

/** What is missing to begin where a recording begins: puts it there through the simulator's own doors, in order. */
export async function seed(
  azure: SimulatedAzure,
  send: Send,
  found: readonly Found[],
  exchanges: readonly Exchange[],
  { identifiers, setTime }: { identifiers: Identifiers; setTime(this: void, at: number): void },
): Promise<void> {
  const vaultOf = (name: string) => vaultByItsData(name, exchanges, azure.state);
  const times = found.flatMap(({ shown = {} }) => madeAt(shown) ?? []);
  const start = Math.min(exchanges[0]?.at ?? 0, ...times) - 3_600_000;
  const group = `/subscriptions/${azure.state.subscription.id}/resourceGroups`;

  for (const { subject, shown = {} } of found) {
    setTime(madeAt(shown) ?? start);
    const name = subject.name;
    const path = subject.address.slice(subject.address.indexOf("/"));
    switch (subject.kind) {
      case "group":
        await arm(
          path,
          "2022-09-01",
          pick(shown, ["tags", "managedBy"], { location: "eastus", ...pick(shown, ["location"]) }),
        );
        break;
      case "vault":
        await arm(path, "2023-02-01", vaultAsShown(shown, vaultOf("")), shown);
        break;
      case "host":
        await arm(`${group}/before`, "2022-09-01", { location: "eastus" });
        await arm(`${group}/before/providers/Microsoft.KeyVault/vaults/${name}`, "2023-02-01", vaultOf(name));
        break;
      case "deletedVault":
        await seedDeletedVault(name, shown);
        break;
      case "secret":
      case "deletedSecret":
        await seedSecret(subject.address.split("/")[0] ?? "", name, subject.kind === "deletedSecret", shown);
        break;
      case "application":
      case "servicePrincipal":
        await seedPrincipal(subject.kind, shown);
        break;
    }
  }
  seedPrincipals();
  await seedGrants();

  /** Principals that the recording gives roles to and did not make: the directory's doors choose IDs of their own. */
  function seedPrincipals(): void {
    for (const { body, method, status, url } of exchanges) {
      const properties = isObject(body) && isObject(body["properties"]) ? body["properties"] : {};
      const id = properties["principalId"];
      const isAssigned = method === "PUT" && status < 300 && /\/roleAssignments\//i.test(url.pathname);
      const isMade = exchanges.some((each) => isObject(each.body) && each.method === "POST" && each.body["id"] === id);
      if (!isAssigned || isMade || typeof id !== "string" || properties["principalType"] !== "ServicePrincipal")
        continue;
      const principal = { id, appId: azure.guid(), displayName: "before", tags: [], createdAt: start, knownAt: start };
      azure.state.servicePrincipals.push(principal);
    }
  }

  async function arm(path: string, version: string, body: object, shown?: Shown): Promise<void> {
    await put(`https://management.azure.com${path}?api-version=${version}`, "PUT", body, shown);
  }

  async function put(url: string, method: string, body?: object, shown?: Shown): Promise<Shown> {
    const headers = { "content-type": "application/json" };
    const request: Request = { method, url: new URL(identifiers.translate(url)), headers };
    const sent = body === undefined ? {} : { body: identifiers.translate(JSON.stringify(body)) };
    const answer = await send({ ...request, ...sent });
    const text = (await answer?.text()) ?? "";
    const answered: unknown = text === "" ? {} : JSON.parse(text);
    if (shown !== undefined) compareBodies(shown, answered, identifiers);
    return isObject(answered) ? answered : {};
  }

  async function seedDeletedVault(name: string, shown: Shown): Promise<void> {
    const properties = isObject(shown["properties"]) ? shown["properties"] : {};
    const id = textOf(properties["vaultId"]) || `${group}/before/providers/Microsoft.KeyVault/vaults/${name}`;
    const location = textOf(properties["location"]) || "eastus";
    const days =
      (Date.parse(String(properties["scheduledPurgeDate"])) - Date.parse(String(properties["deletionDate"]))) /
      86_400_000;
    await arm(id.split("/providers/")[0] ?? "", "2022-09-01", { location });
    const vault = vaultOf(name);
    const kept = Number.isNaN(days) ? {} : { softDeleteRetentionInDays: Math.round(days) };
    await arm(id, "2023-02-01", { ...vault, location, properties: { ...vault.properties, ...kept } });
    await put(`https://management.azure.com${id}?api-version=2023-02-01`, "DELETE");
  }

  async function seedSecret(host: string, name: string, isDeleted: boolean, shown: Shown): Promise<void> {
    const url = `https://${host}/secrets/${name}?api-version=7.4`;
    const given = pick(shown, ["contentType", "tags"], { value: shown["value"] ?? "unknown" });
    await put(url, "PUT", given, isDeleted ? undefined : shown);
    if (isDeleted) await put(url, "DELETE", undefined, shown);
  }

  async function seedPrincipal(kind: "application" | "servicePrincipal", shown: Shown): Promise<void> {
    const graph = "https://graph.microsoft.com/v1.0";
    const displayName = shown["displayName"] ?? "before";
    const application = pick(shown, ["identifierUris", "signInAudience", "tags", "notes"], { displayName });
    if (kind === "application") {
      await put(`${graph}/applications`, "POST", application, shown);
      return;
    }
    const made = await put(`${graph}/applications`, "POST", { displayName });
    if (shown["appId"] !== undefined) identifiers.match(textOf(shown["appId"]), textOf(made["appId"]));
    await put(`${graph}/servicePrincipals`, "POST", { appId: made["appId"] }, shown);
  }

  /** Who was let in by a role had it before: where a vault uses roles, the caller has the one for all data in it. */
  async function seedGrants(): Promise<void> {
    for (const vault of azure.state.vaults.filter(({ enableRbacAuthorization }) => enableRbacAuthorization)) {
      const host = `${vault.name.toLowerCase()}.vault.azure.net`;
      const own = exchanges.filter(({ url }) => identifiers.translate(url.hostname) === host);
      const first = own.find(({ status }) => ![401, 403].includes(status));
      const refused = own.find(({ status }) => status === 403);
      if (first === undefined || (refused !== undefined && refused.at < first.at)) continue;
      setTime(start);
      const scope = `${group}/${vault.resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault.name}`;
      const roleDefinitionId = `/subscriptions/${azure.state.subscription.id}/providers/Microsoft.Authorization/roleDefinitions/${keyVaultAdministrator}`;
      const properties = { roleDefinitionId, principalId: azure.state.user.id, principalType: "User" };
      await arm(`${scope}/providers/Microsoft.Authorization/roleAssignments/${azure.guid()}`, "2022-04-01", {
        properties,
      });
    }
  }
}

function madeAt(shown: Shown): number | undefined {
  const system = isObject(shown["systemData"]) ? shown["systemData"] : {};
  const attributes = isObject(shown["attributes"]) ? shown["attributes"] : {};
  const text = system["createdAt"] ?? shown["createdDateTime"];
  if (typeof text === "string") return Date.parse(text);
  return typeof attributes["created"] === "number" ? attributes["created"] * 1000 : undefined;
}

function pick(object: Shown, names: readonly string[], more: object = {}): object {
  const there = names.filter((name) => object[name] !== undefined && object[name] !== null);
  return { ...more, ...Object.fromEntries(there.map((name) => [name, object[name]])) };
}

/** One way in which a JSON value can be other than it was. */
export interface Alteration {
  /** Which property, and how, e.g. `properties.location: another value`. */
  title: string;
  value: unknown;
}

/** What takes the place of an ID: one that belongs to somebody else. */
export interface Others {
  objectId: string;
}

/** Alters each property of a JSON value in turn: another value of its type, left out, more than there was. */
export function alterations(value: unknown, others: Others): Alteration[] {
  return alter(value, [], others).map(({ path, how, value: other }) => ({
    title: `${path.join(".") || "the body"}: ${how}`,
    value: other,
  }));
}

interface Altered {
  path: string[];
  how: string;
  value: unknown;
}

function alter(value: unknown, path: string[], others: Others): Altered[] {
  if (Array.isArray(value)) return alterArray(value, path, others);
  if (typeof value === "object" && value !== null) return alterObject(value, path, others);
  const another = anotherValue(value, path, others);
  return another === undefined ? [] : [{ path, how: "another value", value: another }];
}

function alterObject(value: object, path: string[], others: Others): Altered[] {
  return Object.entries(value).flatMap(([key, member]) => {
    const { [key]: _, ...without }: Record<string, unknown> = { ...value };
    const inside = alter(member, [...path, key], others).map((each) =>
      altered(each, Object.assign({}, value, { [key]: each.value })),
    );
    return inside.concat({ path: [...path, key], how: "left out", value: without });
  });
}

function alterArray(value: unknown[], path: string[], others: Others): Altered[] {
  const inside = value.flatMap((member, index) =>
    alter(member, [...path, String(index)], others).map((each) => altered(each, value.with(index, each.value))),
  );
  // One permission left out is like another.
  const shorter = value.length === 0 ? [] : [{ path, how: "one less", value: value.slice(0, -1) }];
  const more = oneMore(value, path, others);
  const longer = more === undefined ? [] : [{ path, how: "one more", value: [...value, more] }];
  return [...(value.every((each) => typeof each === "string") ? inside.slice(0, 1) : inside), ...shorter, ...longer];
}

/** The same alteration, seen from what the value lies in. */
function altered({ path, how }: Altered, value: unknown): Altered {
  return { path, how, value };
}

/** Permissions of an access policy that are seldom asked for. */
const permissions = ["purge", "backup", "restore"];

function oneMore(value: unknown[], path: string[], others: Others): unknown {
  if (path.includes("permissions")) return permissions.find((each) => !value.includes(each));
  const last = value.at(-1);
  if (typeof last !== "object") return anotherValue(last, path, others);
  // The same for somebody else.
  const copy = JSON.stringify(last).replaceAll(guid, (id) => (isTenant(id, last) ? id : others.objectId));
  return copy === JSON.stringify(last) ? undefined : JSON.parse(copy);
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

function isTenant(id: string, item: unknown): boolean {
  return typeof item === "object" && item !== null && "tenantId" in item && item.tenantId === id;
}

function anotherValue(value: unknown, path: string[], others: Others): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return undefined;
  if (path.includes("permissions")) return permissions.find((each) => each !== value);
  if (value.match(guid)?.[0] === value) return others.objectId;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return value.replace(/^\d{4}/, (year) => String(Number(year) + 1));
  if (path.at(-1)?.toLowerCase() === "location") return value.toLowerCase() === "westus2" ? "eastus" : "westus2";
  const [id = ""] = value.match(guid) ?? [];
  // Another role, subscription or principal in a longer ID.
  if (id !== "") return value.replace(id, anotherRole);
  const other = opposites[value];
  return other ?? `${value}x`;
}

/** Key Vault Administrator ("Azure built-in roles"). */
const anotherRole = "00482a5a-887f-4fb3-b363-3b7fe8e74483";

/** Values of enumerations, which take no others. */
const opposites: Readonly<Record<string, string>> = {
  ...{ standard: "premium", premium: "standard", Enabled: "Disabled", Disabled: "Enabled" },
  ...{ AzureADMyOrg: "AzureADMultipleOrgs", User: "ServicePrincipal", ServicePrincipal: "User" },
};

import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { resolvePolicyHolder } from "../principal.ts";
import { findGroup, getVault, putVault } from "../vault.ts";
import type { Permissions } from "../vault.ts";

/** The permissions there are, in the order in which az's help lists them. */
const choices = {
  keys: "all encrypt decrypt wrapKey unwrapKey sign verify get list create update import delete backup restore recover purge release rotate getrotationpolicy setrotationpolicy".split(
    " ",
  ),
  secrets: "all get list set delete backup restore recover purge".split(" "),
  certificates:
    "all get list delete create import update managecontacts getissuers listissuers setissuers deleteissuers manageissuers recover purge backup restore".split(
      " ",
    ),
  storage:
    "all get list delete set update regeneratekey recover purge backup restore setsas listsas getsas deletesas".split(
      " ",
    ),
} as const;

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"], required: true },
    resourceGroup: shared.resourceGroup,
    objectId: { names: ["--object-id"] },
    applicationId: { names: ["--application-id"] },
    spn: { names: ["--spn"] },
    upn: { names: ["--upn"] },
    keys: { names: ["--key-permissions"], kind: "list", choices: choices.keys },
    secrets: { names: ["--secret-permissions"], kind: "list", choices: choices.secrets },
    certificates: { names: ["--certificate-permissions"], kind: "list", choices: choices.certificates },
    storage: { names: ["--storage-permissions"], kind: "list", choices: choices.storage },
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run({ name, resourceGroup, noWait, ...values }, session) {
    const group = await findGroup(session, name, resourceGroup);
    oneHolder(values);
    const given = {
      keys: values.keys,
      secrets: values.secrets,
      certificates: values.certificates,
      storage: values.storage,
    };
    if (Object.values(given).every((permissions) => permissions === undefined)) {
      throw new AzError(
        "specify at least one: --key-permissions, --secret-permissions, --certificate-permissions --storage-permissions",
        { exitCode: 2 },
      );
    }
    const objectId = await resolvePolicyHolder(session, values);
    const { location, tags, properties } = await getVault(session, group, name);
    if (properties.enableRbacAuthorization) {
      throw new AzError("Cannot set policies to a vault with '--enable-rbac-authorization' specified");
    }
    const policies = properties.accessPolicies;
    const existing = policies.find((policy) => isHeldBy(policy, objectId, values.applicationId));
    const policy = {
      tenantId: properties.tenantId,
      objectId,
      ...(values.applicationId && { applicationId: values.applicationId }),
      permissions: merge(existing?.permissions ?? {}, given),
    };
    const accessPolicies = existing ? policies.map((one) => (one === existing ? policy : one)) : [...policies, policy];
    return await putVault(
      session,
      group,
      name,
      { location, tags, properties: { ...properties, accessPolicies } },
      noWait,
    );
  },
});

/** Checks that a policy's holder is said in exactly one way. */
export function oneHolder(given: {
  objectId?: string | undefined;
  spn?: string | undefined;
  upn?: string | undefined;
}): void {
  if ([given.objectId, given.spn, given.upn].filter(Boolean).length !== 1) {
    throw new AzError("specify exactly one: --object-id, --spn, --upn", { exitCode: 2 });
  }
}

/** Whether a policy is that of a principal (and of the application that acts for it, where one is named). */
export function isHeldBy(
  policy: { objectId: string; applicationId?: string | null },
  objectId: string,
  applicationId: string | undefined,
): boolean {
  const sameApplication = (policy.applicationId ?? "").toLowerCase() === (applicationId ?? "").toLowerCase();
  return sameApplication && policy.objectId.toLowerCase() === objectId.toLowerCase();
}

/** What is given replaces what was there, kind by kind. */
function merge(before: Permissions, given: Record<keyof Permissions, string[] | undefined>): Permissions {
  return {
    keys: distinct(given.keys) ?? before.keys ?? null,
    secrets: distinct(given.secrets) ?? before.secrets ?? null,
    certificates: distinct(given.certificates) ?? before.certificates ?? null,
    storage: distinct(given.storage) ?? before.storage ?? null,
  };
}

function distinct(permissions: string[] | undefined): string[] | undefined {
  return permissions && [...new Set(permissions)];
}

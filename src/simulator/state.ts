import type { CertificateStore } from "./key-vault/certificate-state.ts";
import type { Key, Shelf } from "./key-vault/key-state.ts";

/** An RSA key as a JWK; the private one, with its parts. */
export interface SigningKey {
  kty: string;
  kid: string;
  n: string;
  e: string;
  d: string;
  p: string;
  q: string;
  dp: string;
  dq: string;
  qi: string;
}

/**
 * Everything the simulated Azure knows, as plain JSON: each change is on disk before the request that made it is answered,
 * so that a run can be taken up again in another process. Whoever looks for one of many uses `findBy`, and whoever adds
 * one and changes it after that, `append` (lookup.ts). All times are milliseconds since the epoch, read from the simulator's
 * clock; what happens later (an asynchronous delete, a policy that still propagates) is a time in the future, never a timer.
 */
export interface State {
  tenant: { id: string; displayName: string; domain: string };
  subscription: { id: string; displayName: string };
  /** The person who is signed in: owner of the subscription, allowed to register applications. */
  user: { id: string; userPrincipalName: string; displayName: string };
  /** What signs tokens; null until it is made, before the first token. */
  signingKey: SigningKey | null;
  applications: Application[];
  servicePrincipals: ServicePrincipal[];
  /** Deleted applications and service principals, restorable until purged (Entra keeps them for 30 days). */
  deletedItems: DeletedItem[];
  deviceCodes: DeviceCode[];
  resourceGroups: ResourceGroup[];
  vaults: Vault[];
  deletedVaults: DeletedVault[];
  roleAssignments: RoleAssignment[];
  /** Registered resource providers, by lower-case namespace. */
  registeredProviders: string[];
  /** Asynchronous operations that a client polls by the link in `Location`. */
  operations: AsyncOperation[];
}

export interface PasswordCredential {
  keyId: string;
  displayName: string | null;
  hint: string;
  secretText: string;
  startDateTime: string;
  endDateTime: string;
}

/** A certificate of an application, without its key: that is never shown again. */
export interface KeyCredential {
  customKeyIdentifier: string | null;
  displayName: string | null;
  endDateTime: string;
  keyId: string;
  startDateTime: string;
  type: string;
  usage: string;
}

/** Whose tokens stand for an application ("federatedIdentityCredential"). */
export interface FederatedCredential {
  id: string;
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
  description: string | null;
}

export interface Application {
  /** Object ID. */
  id: string;
  appId: string;
  displayName: string;
  notes: string | null;
  tags: string[];
  identifierUris: string[];
  passwordCredentials: PasswordCredential[];
  keyCredentials?: KeyCredential[];
  federatedCredentials?: FederatedCredential[];
  /** Other properties that were set, as Graph shows them; what is absent has its default. */
  properties?: Record<string, unknown>;
  /** Object IDs; absent in a state of before there were owners. */
  owners?: string[];
  createdAt: number;
}

export interface ServicePrincipal {
  /** Object ID: what access policies and role assignments name. */
  id: string;
  appId: string;
  displayName: string;
  tags: string[];
  passwordCredentials?: PasswordCredential[];
  keyCredentials?: KeyCredential[];
  /** Other properties that were set, as Graph shows them; what is absent has its default. */
  properties?: Record<string, unknown>;
  /** Object IDs; absent in a state of before there were owners. */
  owners?: string[];
  createdAt: number;
  /** From when on other services (Entra's token endpoint, Resource Manager) know it. */
  knownAt: number;
}

export type DeletedItem = { deletedAt: number } & (
  | { kind: "application"; item: Application }
  | { kind: "servicePrincipal"; item: ServicePrincipal }
);

export interface DeviceCode {
  deviceCode: string;
  userCode: string;
  clientId: string;
  scope: string;
  expiresAt: number;
}

export interface ResourceGroup {
  name: string;
  location: string;
  tags: Record<string, string> | null;
  /** The ID of a resource that manages the group. */
  managedBy?: string;
  createdAt: number;
  /** Set while an asynchronous delete is under way; from this time on the group is gone. */
  goneAt: number | null;
}

export interface SecretPermissions {
  keys: string[];
  secrets: string[];
  certificates: string[];
  storage: string[];
}

export interface AccessPolicy {
  tenantId: string;
  objectId: string;
  permissions: SecretPermissions;
  /** The application through which alone the principal may act; absent for every application. */
  applicationId?: string;
  /** The kinds that the request named, which are shown even where they are empty; absent: those that are not empty. */
  named?: string[];
  /** From when on the data plane honours it. */
  effectiveAt: number;
}

export interface Vault {
  name: string;
  resourceGroup: string;
  location: string;
  tags: Record<string, string>;
  sku: { family: string; name: string };
  accessPolicies: AccessPolicy[];
  enableRbacAuthorization: boolean;
  /** Set where no request has said so: then it is not shown. */
  isRbacImplied?: boolean;
  enabledForDeployment: boolean | null;
  enabledForDiskEncryption: boolean | null;
  enabledForTemplateDeployment: boolean | null;
  softDeleteRetentionInDays: number;
  enablePurgeProtection: boolean | null;
  networkAcls: unknown;
  publicNetworkAccess: string;
  createdBy: { name: string; type: string };
  createdAt: number;
  modifiedAt: number;
  /** `RegisteringDns` until then, `Succeeded` after. */
  readyAt: number;
  secrets: Secret[];
  deletedSecrets: DeletedSecret[];
  /** Left out until the vault gets its first. */
  keys?: Shelf<Key>;
  certificates?: CertificateStore;
}

export interface SecretVersion {
  /** 32 hexadecimal digits. */
  version: string;
  value: string;
  contentType: string | null;
  tags: Record<string, string> | null;
  enabled: boolean;
  /** Seconds since the epoch, as on the wire. */
  notBefore: number | null;
  expires: number | null;
  created: number;
  updated: number;
}

export interface Secret {
  name: string;
  /** Oldest first; the last one is the current version. */
  versions: SecretVersion[];
}

export interface DeletedSecret {
  secret: Secret;
  deletedAt: number;
  /** From when on `deletedsecrets` shows it; until then the name is "currently being deleted". */
  visibleAt: number;
  scheduledPurgeAt: number;
  /** Purged secrets keep their name blocked until this time, then they are forgotten. */
  purgedUntil: number | null;
}

export interface DeletedVault {
  vault: Vault;
  deletedAt: number;
  scheduledPurgeAt: number;
  /** Set by a purge: from this time on the vault is gone and its name is free. */
  goneAt: number | null;
}

export interface RoleAssignment {
  /** The GUID of its name. */
  name: string;
  /** As given, e.g. `/subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…`. */
  scope: string;
  /** The role definition's GUID. */
  roleId: string;
  principalId: string;
  principalType: string;
  description?: string;
  createdBy: string;
  createdAt: number;
  /** From when on the data plane honours it. */
  effectiveAt: number;
}

export interface AsyncOperation {
  id: string;
  createdAt: number;
  doneAt: number;
}

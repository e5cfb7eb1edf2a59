/** How long, in milliseconds, the simulated Azure takes for what the real one takes its time for. */
export interface Latency {
  /** A new service principal is unknown to the token endpoint and to Resource Manager. */
  servicePrincipal: number;
  /** A new access policy is not yet honoured by the data plane. */
  accessPolicy: number;
  /** A new role assignment is not yet honoured by the data plane. */
  roleAssignment: number;
  /** A deleted secret is not yet in the deleted list. */
  secretDeletion: number;
  /** A purged secret's name stays blocked. */
  secretPurge: number;
  /** A new vault says `RegisteringDns`. */
  vaultCreation: number;
  /** A purge of a deleted vault runs. */
  vaultPurge: number;
  /** A resource group's deletion runs. */
  groupDeletion: number;
}

export const noLatency: Latency = {
  servicePrincipal: 0,
  accessPolicy: 0,
  roleAssignment: 0,
  secretDeletion: 0,
  secretPurge: 0,
  vaultCreation: 0,
  vaultPurge: 0,
  groupDeletion: 0,
};

/**
 * About what the real Azure takes on an ordinary day: the vault's creation is from recordings of az's tests
 * (`RegisteringDns`, then az's own pause of 30 s), the others from issues and documentation (roles: minutes; deletion of a
 * secret: seconds; purge of a secret: half a minute; purge of a vault: minutes).
 */
export const realisticLatency: Latency = {
  servicePrincipal: 12_000,
  accessPolicy: 3000,
  roleAssignment: 45_000,
  secretDeletion: 6000,
  secretPurge: 20_000,
  vaultCreation: 30_000,
  vaultPurge: 60_000,
  groupDeletion: 30_000,
};

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
  /** A certificate that signs itself is under way. */
  certificateCreation: number;
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
  certificateCreation: 0,
  vaultCreation: 0,
  vaultPurge: 0,
  groupDeletion: 0,
};

/**
 * What the real Azure takes on an ordinary day, as far as it is known; where it takes minutes, less, so that a tutorial
 * meets the wait without standing still.
 */
export const realisticLatency: Latency = {
  // Seconds, and not the same from call to call: microsoft-authentication-library-for-dotnet #3706, azure-cli #14767.
  servicePrincipal: 12_000,
  // "Key Vault REST API error codes" asks for patience after a change, without a figure.
  accessPolicy: 3000,
  // "A minute or two" in the Bicep quickstart; still refused after 115 s in a recording of az's tests.
  roleAssignment: 45_000,
  // 0 to 6 s in 22 recordings.
  secretDeletion: 6000,
  // About half a minute, says the Key Vault team: azure-sdk-for-net #34322.
  secretPurge: 30_000,
  // 8 to 14 s in recordings of az's tests, which look every ten seconds.
  certificateCreation: 8000,
  // 30 to 34 s in recordings, which is az's first look at a vault that said `RegisteringDns`.
  vaultCreation: 30_000,
  // 5 to 42 s in recordings of 2022 and 2023, ten minutes since 2025.
  vaultPurge: 60_000,
  // 16 to 81 s in recordings.
  groupDeletion: 30_000,
};

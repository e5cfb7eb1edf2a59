/** Something that is known of some versions of az. */
export interface Problem {
  /**
   * "broken": the program is defective, and these commands fail against any Azure. "finding": it does as it was made to,
   * but Azure or the article expects something else.
   */
  severity: "broken" | "finding";
  /** The first version that has it; without it, all the old ones. */
  from?: string;
  /** The first version that no longer has it; without it, none yet. */
  before?: string;
  /** Whose package has it; without it, everybody's. */
  distribution?: "debian";
  /** The commands that it is about, as words of az. */
  commands: readonly string[];
  /** What is wrong: one sentence. */
  breaks: string;
  /** How a command that fails for it is known; left out where it makes none fail. */
  symptom?: Symptom;
  /** What to do about it: one sentence. */
  remedy: string;
  /** Where it is told: pull requests and issues of Azure/azure-cli, or the name of a page of Microsoft's documentation. */
  source: string;
}

/** How a failure looks that a version of az is the cause of. Both have to fit. */
export interface Symptom {
  /** What az says. */
  said: RegExp;
  /** How the resource looks that the command works on, in the words of its step. */
  found?: RegExp;
}

/** All that is known, oldest first. Add a problem by adding an entry. */
export const problems: readonly Problem[] = [
  {
    severity: "finding",
    before: "2.25.0",
    commands: ["ad sp create-for-rbac"],
    breaks: "An http:// name of a service principal is refused: its identifierUris must use a verified domain.",
    remedy: "Install az 2.76.0 or newer.",
    symptom: { said: /identifierUris.*verified domain/ },
    source: "azure-cli issues #19892 and #20217",
  },
  {
    severity: "finding",
    before: "2.37.0",
    commands: ["ad"],
    breaks: "It asks Azure AD Graph, which is retired.",
    remedy: "Install az 2.76.0 or newer.",
    source: "Microsoft Graph migration changes in Azure CLI; Azure AD Graph retirement overview",
  },
  {
    severity: "broken",
    from: "2.45.0",
    before: "2.45.1",
    distribution: "debian",
    commands: ["keyvault secret", "keyvault key", "keyvault certificate"],
    breaks: "Every command for secrets fails with: No module named 'azure.keyvault.v7_0'.",
    remedy:
      "Install az from Microsoft's own repository (packages.microsoft.com), or with pip in a virtual environment.",
    symptom: { said: /No module named 'azure\.keyvault\.v7_0'/ },
    source: "azure-cli issues #26835, #27178, #30740 and #33038",
  },
  {
    severity: "broken",
    from: "2.45.0",
    before: "2.45.1",
    distribution: "debian",
    commands: ["role assignment create", "ad sp create-for-rbac --role"],
    breaks: "A role cannot be assigned: 'RoleAssignmentsOperations' object has no attribute 'config'.",
    remedy:
      "Install az from Microsoft's own repository (packages.microsoft.com), or with pip in a virtual environment.",
    symptom: { said: /'RoleAssignmentsOperations' object has no attribute 'config'/ },
    source: "azure-cli issues #21349, #24959 and #26896",
  },
  {
    severity: "finding",
    from: "2.25.0",
    commands: ["ad sp create-for-rbac"],
    breaks:
      "The name of a service principal is only a display name; http://mySP is no longer an address to find it by.",
    remedy: "Refer to the service principal by its appId.",
    source: "Azure CLI release notes, 2.25.0",
  },
  {
    severity: "finding",
    from: "2.32.0",
    commands: ["ad sp create-for-rbac"],
    breaks: "A new service principal gets no role on the subscription.",
    remedy: "Grant it what it needs, and no more.",
    source: "Azure CLI release notes, 2.32.0",
  },
  {
    severity: "finding",
    from: "2.51.0",
    commands: ["ad sp create-for-rbac --sdk-auth"],
    breaks: "--sdk-auth is deprecated, and --json-auth gives the same output.",
    remedy: "Write --json-auth.",
    source: "azure-cli pull request #26572",
  },
  {
    severity: "finding",
    from: "2.61.0",
    commands: ["keyvault create", "keyvault set-policy"],
    breaks: "A new vault uses Azure RBAC unless told otherwise, and set-policy refuses such a vault.",
    remedy: "Create the vault with --enable-rbac-authorization false, or assign a role instead of setting a policy.",
    symptom: {
      said: /Cannot set policies to a vault with '--enable-rbac-authorization'|ForbiddenByRbac/,
      found: /enableRbacAuthorization: true/,
    },
    source: "azure-cli pull request #28886",
  },
  {
    severity: "finding",
    before: "2.76.0",
    commands: ["login"],
    breaks: "When Azure asks a user for multifactor authentication, it cannot answer the claims challenge.",
    remedy: "Install az 2.76.0 or newer, or sign in with multifactor authentication.",
    symptom: { said: /AADSTS5007[69]|Interactive authentication is needed|--claims-challenge/ },
    source: "azure-cli issue #31009, pull requests #31699 and #31778; Mandatory multifactor authentication for Azure",
  },
  {
    severity: "finding",
    before: "2.90.0",
    commands: ["keyvault create", "keyvault set-policy", "keyvault delete", "keyvault purge"],
    breaks: "Its version of the Key Vault control plane is retired on 27 February 2027.",
    remedy: "Install az 2.90.0 or newer before that day.",
    source: "azure-cli pull request #33895, issue #34020; Prepare for Key Vault API version 2026-02-01",
  },
];

/**
 * What is known of this az, broken things first.
 * @param version as `az version` tells it, e.g. "2.91.0"
 * @param program whose package it is; an `AzProgram` will do
 */
export function knownProblems(version: string, program: { distribution?: "debian" } = {}): Problem[] {
  const found = problems.filter(
    ({ from, before, distribution }) =>
      (from === undefined || compareVersions(version, from) >= 0) &&
      (before === undefined || compareVersions(version, before) < 0) &&
      (distribution === undefined || distribution === program.distribution),
  );
  return [...found.filter(isBreakage), ...found.filter((problem) => !isBreakage(problem))];
}

/**
 * The one that explains a failure, among what is known of this az: of the command that failed, by what az said and by how
 * the resource looks. What does not show there is not the cause.
 * @param line the command, as words of a shell
 */
export function problemBehind(
  known: readonly Problem[],
  failure: { line: string; said: string; found: string | undefined },
): Problem | undefined {
  const { line, said, found = "" } = failure;
  return known.findLast(
    ({ commands, symptom }) =>
      commands.some((each) => line.startsWith(`az ${each}`)) &&
      symptom !== undefined &&
      symptom.said.test(said) &&
      (symptom.found?.test(found) ?? true),
  );
}

/** Whether commands of this az are known to fail against any Azure. */
export function isBroken(version: string, program: { distribution?: "debian" } = {}): boolean {
  return knownProblems(version, program).some(isBreakage);
}

/** Orders versions of az, oldest first: a comparison for `sort`. */
export function compareVersions(one: string, other: string): number {
  const left = numbersOf(one);
  const right = numbersOf(other);
  const at = [0, 1, 2].find((index) => (left[index] ?? 0) !== (right[index] ?? 0));
  return at === undefined ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function numbersOf(version: string): number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10));
}

function isBreakage(problem: Problem): boolean {
  return problem.severity === "broken";
}

import type { Difference } from "./compare.ts";
import type { Exchange } from "./recording.ts";

interface Known {
  /** The last name in the difference's place, such as `uniqueName`. */
  member: RegExp;
  /** Older recordings show what the service did then. */
  before: string;
  explains(difference: Difference): boolean;
  why: string;
}

const isNew = ({ recorded, simulated }: Difference): boolean =>
  recorded === undefined && (simulated === null || (Array.isArray(simulated) && simulated.length === 0));

/**
 * Differences that are meant: the simulator answers as Graph did in September 2024. When a member came is known as far as
 * recordings show it: it is in the ones from that time on, and in none before.
 */
const known: readonly Known[] = [
  { member: /^samlMetadataUrl$/, before: "2022-08-01", explains: isNew, why: "a member that came in 2022" },
  {
    member: /^(redirectUriSettings|servicePrincipalLockConfiguration|requestSignatureVerification)$/,
    before: "2023-02-01",
    explains: isNew,
    why: "members that came in 2023",
  },
  {
    member: /^(uniqueName|nativeAuthenticationApisEnabled)$/,
    before: "2024-09-01",
    explains: isNew,
    why: "members that came in 2024",
  },
  {
    member: /^(signInAudience|requestedAccessTokenVersion)$/,
    before: "2024-09-01",
    explains: ({ recorded }) => recorded === "AzureADandPersonalMicrosoftAccount" || recorded === 2,
    why: "until 2024 an application was for personal accounts too, unless it said otherwise",
  },
  {
    member: /^hint$/,
    before: "2023-02-01",
    explains: ({ recorded, simulated }) => recorded === null && typeof simulated === "string",
    why: "until 2023 a service principal's password had no hint",
  },
];

/** Why an answer may differ in this; undefined where it may not. */
export function reasonFor(difference: Difference, { at }: Pick<Exchange, "at">): string | undefined {
  const member = difference.at.replace(/^.*\./, "");
  const found = known.find(
    (each) => each.member.test(member) && at < Date.parse(each.before) && each.explains(difference),
  );
  return found?.why;
}

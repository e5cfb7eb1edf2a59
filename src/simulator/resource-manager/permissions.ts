/** What an access policy can permit (OpenAPI of Microsoft.KeyVault 2023-07-01, "Permissions"), in lower case. */
const known: Readonly<Record<string, readonly string[]>> = {
  keys: words(
    "all encrypt decrypt wrapkey unwrapkey sign verify get list create update import delete backup restore recover purge release rotate getrotationpolicy setrotationpolicy",
  ),
  secrets: words("all get list set delete backup restore recover purge"),
  certificates: words(
    "all get list delete create import update managecontacts getissuers listissuers setissuers deleteissuers manageissuers recover purge backup restore",
  ),
  storage: words(
    "all get list delete set update regeneratekey recover purge backup restore setsas listsas getsas deletesas",
  ),
};

/** The kinds of things whose permissions a policy names, in the order in which they are shown. */
export const kinds = ["keys", "secrets", "certificates", "storage"] as const;

/** Whether a text is a permission of a kind; case makes no difference, a space does (azure-libraries-for-net #361). */
export function isPermission(kind: string, given: unknown): given is string {
  return typeof given === "string" && (known[kind]?.includes(given.toLowerCase()) ?? false);
}

function words(text: string): string[] {
  return text.split(" ");
}

import { mask } from "../../azure/secret.ts";

/**
 * A JSON web token, wherever one comes from (identity libraries log it when a proxy is set): as it is, in base64, and in
 * hexadecimal digits.
 */
const token = /\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*|\bZXlK[\w+/-]{40,}={0,2}|\b65794[aA][\da-fA-F]{80,}/g;

/** What OAuth 2.0 (RFC 6749, RFC 8628) calls what nobody may see, and what az and the SDK call it. */
const fields = [
  ...["access_token", "refresh_token", "id_token", "client_secret", "client_assertion", "device_code"],
  ...["accessToken", "refreshToken", "idToken", "clientSecret", "clientAssertion", "deviceCode"],
].join("|");

/** A field of a form, or a member of a JSON object, also of one within a JSON string; not what a shell is to fill in. */
const field = new RegExp(String.raw`\b((?:${fields})(?:=|\\*"\s*:\s*\\*"))(?!\$[({])([^\s"'&\\]{8,})`, "g");

const header = /\b(authorization\\*["']?\s*[:=]\s*\\*["']?(?:Basic|Bearer)\s+)[^\s"',\\]+/gi;

const basic = /\b(Basic )([\w+/-]{4,}={0,2})/g;

/** Masks what is a credential by its look, whoever it belongs to: tokens, fields of OAuth, headers. */
export function maskCredentials(text: string): string {
  return text
    .replaceAll(token, mask)
    .replaceAll(field, `$1${mask}`)
    .replaceAll(header, `$1${mask}`)
    .replaceAll(basic, (all, name: string, code: string) => (isUserAndSecret(code) ? name + mask : all));
}

/** Whether base64 holds `user:secret`, as the header for Basic authentication does (RFC 7617). */
function isUserAndSecret(code: string): boolean {
  return /^[^\p{C}\uFFFD:]*:[^\p{C}\uFFFD]+$/u.test(Buffer.from(code, "base64").toString());
}

const open = new RegExp(
  [
    String.raw`\be(?:y(?:J[\w.-]*)?)?`,
    String.raw`\b(?:${fields})(?:=|\\*"\s*:\s*\\*")[^\s"'&\\]*`,
    String.raw`\bauthorization\\*["']?\s*[:=]\s*\\*["']?(?:Basic|Bearer)\s+[^\s"',\\]*`,
    String.raw`\bBasic [\w+/=-]*`,
  ]
    .map((each) => `(?:${each})$`)
    .join("|"),
  "i",
);

/** A token has a few thousand characters; what goes on for longer is none. */
const longest = 20_000;

/** Where a credential begins that may go on behind the end of a text; the text's length when none does. */
export function openCredential(text: string): number {
  const tail = text.slice(-longest);
  const at = tail.search(open);
  return at === -1 ? text.length : text.length - tail.length + at;
}

import { saysItIsAbsent } from "./az-error.ts";
import { readAzOutput } from "./az-output.ts";
import type { Azure } from "./azure.ts";
import { Secret } from "./secret.ts";
import type { SecretPlace } from "./vault-secret.ts";

/** What `az keyvault secret show` found: the value, that there is no such secret, or why it could not be read. */
export type AzSecret = { value: Secret } | { absent: true } | { refusal: string };

/**
 * Reads a secret through az, the way the article tells its reader to. Only exit code 3 with `SecretNotFound` is absence:
 * forbidden, no network and no login are exit code 1.
 */
export async function showSecret(azure: Azure, { vaultName, secretName }: SecretPlace): Promise<AzSecret> {
  const result = await azure.az([
    ...["keyvault", "secret", "show", "--vault-name", vaultName, "--name", secretName],
    ...["--output", "json"],
  ]);
  if (result.error !== undefined) {
    if (saysItIsAbsent({ exitCode: result.exitCode, error: result.error })) return { absent: true };
    return { refusal: result.error.code ?? result.error.message };
  }
  const shown: { value: string } = readAzOutput(result, ["value"], {
    ...{ message: "az could not show the secret.", hint: "Try again." },
  });
  return { value: Secret.of(shown.value) };
}

/** What was found, in a word that holds no secret. */
export function wordFor(found: AzSecret, expected: Secret): string {
  if ("refusal" in found) return found.refusal;
  if ("absent" in found) return "no such secret";
  return expected.matches(found.value.reveal()) ? "the same value" : "another value";
}

import { check, defineStep } from "../../../../src/tutorial/step.ts";
import { vaultUri } from "../../../../src/azure/vault.ts";

interface Version {
  id: string;
  attributes: { enabled: boolean };
}

// It only reads: what az listed is compared with what the SDK lists.
export default defineStep({
  needs: ["vaultName", "secretName", "listed"],

  async verify({ azure, values }) {
    const client = await azure.secrets(vaultUri(values.vaultName));
    const versions: string[] = [];
    for await (const { version = "", enabled } of client.listPropertiesOfSecretVersions(values.secretName)) {
      versions.push(`${version} ${enabled === true}`);
    }
    return [check("az lists the versions that the SDK lists", versions.toSorted().join(", "), inWords(values.listed))];
  },
});

function inWords(listed: string): string {
  let versions: Version[];
  try {
    versions = JSON.parse(listed);
  } catch {
    return "no list";
  }
  return versions
    .map(({ id, attributes }) => `${id.slice(id.lastIndexOf("/") + 1)} ${attributes.enabled}`)
    .toSorted()
    .join(", ");
}

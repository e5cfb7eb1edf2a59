import { certificateOptions, sendCertificate, showCertificate, showCertificateItem } from "../certificate.ts";
import type { CertificateBundle } from "../certificate.ts";
import { defineCommand } from "../command.ts";
import { plainly, showing } from "../error.ts";
import {
  apiVersions,
  listFromVault,
  locateSecret as locateCertificate,
  locateVault,
  softDeleteWarning,
} from "../key-vault.ts";

/** `az keyvault certificate show`. The latest version is asked for with an empty one, hence the slash at the end. */
export const show = defineCommand({
  options: { ...certificateOptions, version: { names: ["--version", "-v"] } },
  async run(values, session) {
    const { vaultUrl, name, version } = locateCertificate(values);
    const path = `/certificates/${encodeURIComponent(name)}/${version}`;
    return showCertificate(await showing(plainly(sendCertificate(session, vaultUrl, "GET", path))));
  },
});

const listOptions = {
  id: certificateOptions.id,
  vaultName: certificateOptions.vaultName,
  maxResults: { names: ["--maxresults"] },
  subscription: certificateOptions.subscription,
} as const;

/** `az keyvault certificate list`. */
export const list = listing("/certificates");

/** `az keyvault certificate list-deleted`. */
export const listDeleted = listing("/deletedcertificates");

function listing(path: string) {
  return defineCommand({
    options: listOptions,
    async run(values, session) {
      const version = apiVersions.certificates;
      const all = await plainly(listFromVault<CertificateBundle>(session, locateVault(values), path, version));
      const count = values.maxResults === undefined ? undefined : Number(values.maxResults);
      return all.slice(0, count).map(showCertificateItem);
    },
  });
}

/** `az keyvault certificate delete`. */
export const remove = defineCommand({
  options: certificateOptions,
  async run(values, session) {
    session.warn(softDeleteWarning("certificate"));
    const { vaultUrl, name } = locateCertificate(values);
    const path = `/certificates/${encodeURIComponent(name)}`;
    return showCertificate(await plainly(sendCertificate(session, vaultUrl, "DELETE", path)));
  },
});

/** `az keyvault certificate purge`. */
export const purge = defineCommand({
  options: certificateOptions,
  async run(values, session) {
    const { vaultUrl, name } = locateCertificate(values);
    await plainly(sendCertificate(session, vaultUrl, "DELETE", `/deletedcertificates/${encodeURIComponent(name)}`));
  },
});

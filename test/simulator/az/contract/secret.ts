import { expect } from "vitest";
import { closedVault, deletedSecret, names, policyVault, rbacVault, secret } from "../given.ts";
import type { Case } from "./case.ts";

const which = `--vault-name ${names.vault} --name ${names.secret}`;
const url = `https://${names.vault}.vault.azure.net`;
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);

const listed = {
  attributes: {
    created: time,
    enabled: true,
    expires: null,
    notBefore: null,
    recoverableDays: 7,
    recoveryLevel: "CustomizedRecoverable+Purgeable",
    updated: time,
  },
  contentType: null,
  id: `${url}/secrets/${names.secret}`,
  managed: null,
  name: names.secret,
  tags: { "file-encoding": "utf-8" },
};
const id = expect.stringMatching(`^${url}/secrets/${names.secret}/[0-9a-f]{32}$`);
const shown = { ...listed, id, kid: null, value: names.secretValue };
const listedDeleted = {
  ...listed,
  deletedDate: time,
  recoveryId: `${url}/deletedsecrets/${names.secret}`,
  scheduledPurgeDate: time,
};
const shownDeleted = { ...listedDeleted, id, kid: null, value: null };

const notFound = `A secret with (name/id) ${names.secret} was not found in this key vault.`;

/** Secrets in a vault. */
export const secrets: readonly Case[] = [
  {
    title: "a secret is set",
    given: policyVault,
    az: `keyvault secret set ${which} --value "${names.secretValue}"`,
    prints: shown,
  },
  {
    title: "a secret needs a value",
    given: policyVault,
    az: `keyvault secret set ${which}`,
    exitCode: 1,
    says: ["ERROR: incorrect usage: [Required] --value VALUE | --file PATH"],
  },
  { title: "a secret is shown with its value", given: secret, az: `keyvault secret show ${which}`, prints: shown },
  {
    title: "a secret is shown as JSON, as the verification reads it",
    given: secret,
    az: `keyvault secret show ${which} --output json`,
    prints: shown,
  },
  {
    title: "a version of a secret is shown by its address",
    given: secret,
    az: `keyvault secret show --id ${url}/secrets/${names.secret}/${names.secretVersion}`,
    prints: shown,
  },
  {
    title: "secrets are listed without their values",
    given: secret,
    az: `keyvault secret list --vault-name ${names.vault}`,
    prints: [listed],
  },
  {
    title: "the versions of a secret are listed",
    given: secret,
    az: `keyvault secret list-versions ${which}`,
    prints: [{ ...listed, id }],
  },
  {
    title: "a secret is deleted",
    given: secret,
    az: `keyvault secret delete ${which}`,
    says: ["WARNING: Warning! If you have soft-delete protection enabled on this key vault"],
    prints: shownDeleted,
  },
  {
    title: "a secret is deleted without a word of it",
    given: secret,
    az: `keyvault secret delete ${which} --output none`,
    says: ["WARNING: Warning! If you have soft-delete protection enabled on this key vault"],
  },
  {
    title: "a deleted secret is shown",
    given: deletedSecret,
    az: `keyvault secret show-deleted ${which}`,
    prints: shownDeleted,
  },
  {
    title: "deleted secrets are listed",
    given: deletedSecret,
    az: `keyvault secret list-deleted --vault-name ${names.vault}`,
    prints: [listedDeleted],
  },
  {
    title: "a deleted secret is recovered",
    given: deletedSecret,
    az: `keyvault secret recover ${which}`,
    prints: { ...shown, value: null },
  },
  { title: "a deleted secret is purged", given: deletedSecret, az: `keyvault secret purge ${which}` },
  {
    title: "to show a secret that never was is exit code 3",
    given: policyVault,
    az: `keyvault secret show ${which}`,
    exitCode: 3,
    says: [`ERROR: (SecretNotFound) ${notFound}`, "Code: SecretNotFound"],
  },
  {
    title: "to show a secret that was deleted says the same",
    given: deletedSecret,
    az: `keyvault secret show ${which}`,
    exitCode: 3,
    says: [`ERROR: (SecretNotFound) ${notFound}`, "Code: SecretNotFound"],
  },
  {
    title: "to delete a secret that never was is exit code 1",
    given: policyVault,
    az: `keyvault secret delete ${which}`,
    exitCode: 1,
    says: [`ERROR: (SecretNotFound) ${notFound}`],
  },
  {
    title: "to show a deleted secret that never was is exit code 1",
    given: policyVault,
    az: `keyvault secret show-deleted ${which}`,
    exitCode: 1,
    says: [`ERROR: (SecretNotFound) Deleted Secret not found: ${names.secret}`],
  },
  {
    title: "the name of a deleted secret cannot be used",
    given: deletedSecret,
    az: `keyvault secret set ${which} --value "${names.secretValue}"`,
    exitCode: 1,
    says: [
      "ERROR: (Conflict) Secret mySecret is currently in a deleted but recoverable state",
      '"ObjectIsDeletedButRecoverable"',
    ],
  },
  {
    title: "a vault's policies keep whoever they do not name out",
    given: closedVault,
    az: `keyvault secret show ${which}`,
    exitCode: 1,
    says: [
      "ERROR: (Forbidden) The user, group or application 'appid=",
      "does not have secrets get permission on key vault",
    ],
  },
  {
    title: "a vault with Azure RBAC keeps even the subscription's owner out",
    given: rbacVault,
    az: `keyvault secret set ${which} --value "${names.secretValue}"`,
    exitCode: 1,
    says: ["ERROR: (Forbidden) Caller is not authorized to perform action on resource.", '"ForbiddenByRbac"'],
  },
  {
    title: "a vault that does not exist cannot be reached",
    az: `keyvault secret show ${which}`,
    exitCode: 1,
    says: ["ERROR: ('Unable to connect to proxy', OSError('Tunnel connection failed: 502 Bad Gateway'))"],
  },
];

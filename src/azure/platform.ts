import { surveyAll } from "../tutorial/resource.ts";
import type { Account, Platform, PlatformWords } from "../tutorial/platform.ts";
import type { Azure } from "./azure.ts";
import { knownFailures } from "./known/failures.ts";
import { azureKinds } from "./kinds.ts";
import { createReads } from "./kinds/reads.ts";
import { notYet } from "./not-yet.ts";
import { namesIn, signedInNames } from "./signed-in.ts";
import { managementScope, readClaims } from "./token.ts";

/** What tutorials for Azure may say. */
export const azureWords: PlatformWords = { kinds: azureKinds, hints: knownFailures };

/**
 * Azure, as the runner sees it.
 * @param isAlone whether the subscription and its tenant are the run's own
 */
export function createAzurePlatform(azure: Azure, { isAlone }: { isAlone: boolean }): Platform {
  const begin = createReads(azure);
  return {
    ...{ kinds: azureKinds, isAlone, readsProject: false, notYet },
    survey: (around) => surveyAll(azureKinds, begin(), around),
    account: () => readAccount(azure),
    returnTo,
    signedIn: () => signedInNames(azure),
    async values() {
      const { token } = await azure.credential.getToken(managementScope);
      const { oid, idtyp } = readClaims(token);
      // How a role assignment calls who holds it.
      return { userId: oid, userType: idtyp === "app" ? "ServicePrincipal" : "User" };
    },
    async isNameFree(kind, address) {
      if (kind !== "vault") return undefined;
      const { vaults } = await azure.vaults();
      const answer = await vaults.checkNameAvailability({ name: address, type: "Microsoft.KeyVault/vaults" });
      return answer.nameAvailable;
    },
  };
}

/** A token says all of it: so this costs no `az account show` beside the token that the SDK's clients need anyway. */
async function readAccount({ credential }: Azure): Promise<Account> {
  const { token, subscriptionId } = await credential.renew(managementScope);
  const claims = readClaims(token);
  const [name = claims.oid] = namesIn(claims);
  return { tenantId: claims.tid, subscriptionId, userId: claims.oid, userName: name };
}

function returnTo({ tenantId = "", subscriptionId = "", userName = "" }: Account): string {
  return `Sign in as ${userName} with 'az login --tenant ${tenantId}', then: az account set --subscription ${subscriptionId}`;
}

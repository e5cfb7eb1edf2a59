/** Command lines that several cases begin with. */
export const group = "group create -n contract -l eastus";
export const policyVault =
  "keyvault create -n contract-vault -g contract --enable-rbac-authorization false --retention-days 7";
export const roleVault = "keyvault create -n contract-vault -g contract";
export const secret = "keyvault secret set --vault-name contract-vault -n mySecret --value Success!";
export const principal = "ad sp create-for-rbac -n http://mySP";
export const groupGone = "group delete -n contract --yes";
export const secretGone = "keyvault secret delete --vault-name contract-vault -n mySecret";
export const scope =
  "/subscriptions/{subscription}/resourceGroups/contract/providers/Microsoft.KeyVault/vaults/contract-vault";
export const assign = `role assignment create --role "Key Vault Secrets Officer" --assignee-object-id {principal} --assignee-principal-type ServicePrincipal --scope ${scope}`;
export const asPrincipal =
  "login --service-principal -u {appId} -p {password} --tenant {tenant} --allow-no-subscriptions";
export const noSuchId = "11111111-2222-3333-4444-555555555555";

#!/usr/bin/env bash
# The tutorial's commands, those of its clean-up too, with no verification in it. Runs inside a simulator.
#   plain.sh side-by-side   npm and az beside each other, as somebody would write it who has two processors. Two az never
#                           are: they would lose each other's tokens.
set -eu
beside() { if [ "${side:-}" = side-by-side ]; then "$@" & else "$@"; fi; }
side=${1:-}
V=bench-$$-kv G=bench-$$ A=bench-$$-app
az version --output json >/dev/null
az account show --output json >/dev/null
install() {
  npm init --yes >/dev/null
  npm install @azure/keyvault-secrets @azure/identity --no-audit --no-fund >/dev/null
}
beside install
az group create --name $G -l eastus --tags surestep=$G >/dev/null
az keyvault create --name $V -g $G -l eastus --enable-rbac-authorization false --retention-days 7 >/dev/null
C=$(az ad sp create-for-rbac -n $A --output json 2>/dev/null)
field() { printf '%s' "$C" | sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p"; }
az rest --method PATCH --url "https://graph.microsoft.com/v1.0/applications(appId='$(field appId)')" --body '{"notes":"bench"}'
az keyvault set-policy -n $V --spn $(field appId) --secret-permissions delete get list set \
  --key-permissions create decrypt delete encrypt get list unwrapKey wrapKey >/dev/null
export AZURE_CLIENT_ID=$(field appId) AZURE_CLIENT_SECRET=$(field password) AZURE_TENANT_ID=$(field tenant)
export KEY_VAULT_NAME=$V SECRET_NAME=mySecret SECRET_VALUE=bench-value
wait
node set-secret.js; node get-secret.js; node delete-secret.js
echo bench-value | node run-app.js myAppSecret
beside rm -rf node_modules package.json package-lock.json
az keyvault secret purge --vault-name $V --name myAppSecret
az keyvault secret purge --vault-name $V --name mySecret
# Its object IDs are what the tutorial looks up to verify; without them these take as long, and find nothing.
NONE=00000000-0000-0000-0000-000000000000
az keyvault delete-policy -n $V --object-id $NONE >/dev/null || true
az ad app delete --id $(field appId)
for kind in application principal; do
  az rest --method DELETE --url https://graph.microsoft.com/v1.0/directory/deletedItems/$NONE 2>/dev/null || true
done
az group delete -n $G --yes
az keyvault purge -n $V -l eastus
wait

import { script, shell, type RuleCase } from "./rule-case.ts";

/** Articles that do harm in Azure, by rule. */
export const azureCases: Readonly<Record<string, readonly RuleCase[]>> = {
  "shared-name": [
    {
      flaw: "a group and an application",
      article: shell("az group create -l eastus --name myGroup", "az ad sp create-for-rbac -n http://mySP"),
      finds: [
        ["2 warning", "myGroup"],
        ["3 warning", "takes over"],
      ],
      clean: shell(
        "az group create --name <your-group>",
        'az ad sp create-for-rbac -n "$app"',
        "az ad sp create-for-rbac",
      ),
    },
    {
      flaw: "a vault",
      article: shell("az keyvault create --name contoso"),
      finds: [["2 error", "contoso"]],
      clean: shell("az keyvault create --name YOUR_VAULT", "az keyvault show --name contoso"),
    },
  ],
  "exposed-secret": [
    {
      flaw: "in the history",
      article: shell("export CLIENT_SECRET=abc"),
      finds: [["2 warning", "CLIENT_SECRET"]],
      clean: shell("read -rs CLIENT_SECRET", "export SECRET_NAME=abc", 'export CLIENT_SECRET="$(az x)"'),
    },
    {
      flaw: "as an argument",
      article: shell("az keyvault secret set --name a --value hVFkk965"),
      finds: [["2 warning", "--value"]],
      clean: shell('az keyvault secret set --name a --value "$value"', "az tag create --value x"),
    },
    {
      flaw: "in a file for all",
      article: "Set `APP_PASSWORD`, or\nedit `/etc/environment`.\n",
      finds: [["2 warning", "/etc/environment"]],
      clean: "Set `APP_PASSWORD` in a file of your own.\n",
    },
    {
      flaw: "in the text",
      article: '```json\n{ "clientSecret": "b421b443-1669-4cd7-b5b1-394d5c945002" }\n```\n',
      finds: [["2 note", "looks real"]],
      clean: '```json\n{ "clientSecret": "<client-secret-goes-here>" }\n```\n',
    },
    {
      flaw: "printed",
      article: script("console.log(found.secretValue);"),
      finds: [["2 note", "secretValue"]],
      clean: script('secretValue = "";', 'console.log("secretValue: " + secretValue);'),
    },
  ],
  permission: [
    {
      flaw: "grants more, and less",
      article: `Give it get and set permissions for secrets and keys.\n\n${shell("az keyvault set-policy --secret-permissions get set delete --key-permissions get")}`,
      finds: [
        ["4 warning", "grants delete for secrets"],
        ["4 warning", "does not grant set for keys (keys have no permission set)"],
      ],
      clean: `Give it get and set permissions for secrets.\n\n${shell("az keyvault set-policy --secret-permissions set get")}`,
    },
    {
      flaw: "grants for what the text does not speak of",
      article: `Give it get and set permissions for secrets.\n\n${shell("az keyvault set-policy --secret-permissions get set --key-permissions get")}`,
      finds: [["4 warning", "grants get for keys, too"]],
      clean: `Give it get and list permissions.\n\n${shell("az keyvault set-policy --secret-permissions get list --key-permissions get list")}`,
    },
  ],
  "left-behind": [
    {
      flaw: "an application, a vault, a group",
      article: shell("az group create -n <g>", "az keyvault create -n <v>", "az ad sp create-for-rbac"),
      finds: [
        ["2 warning", "resource group"],
        ["3 warning", "deleted vault"],
        ["4 warning", "service principal"],
      ],
      clean: shell(
        "az group create -n <g>",
        "az keyvault create -n <v>",
        "az ad sp create-for-rbac",
        "az group delete -n <g>",
        "az keyvault purge -n <v>",
        "az ad app delete --id <i>",
      ),
    },
  ],
  "after-clean-up": [
    {
      flaw: "code after it",
      article: `## Clean up\n\n${shell("az group delete -n <g>")}\n## Sample\n\n${script("start();")}`,
      finds: [["9 warning", "line 4 has deleted"]],
      clean: `## Sample\n\n${script("start();")}\n## Clean up\n\n${shell("az group delete -n <g>", "az keyvault purge -n <v>")}`,
    },
  ],
};

import { script, shell, type RuleCase } from "./rule-case.ts";

/** Articles whose text is wrong, by rule. */
export const textCases: Readonly<Record<string, readonly RuleCase[]>> = {
  placeholder: [
    {
      flaw: "is not explained",
      article: shell("az group show --name <your-group>"),
      finds: [["2 note", "<your-group>"]],
      clean: `Choose a group.\n\n${shell("az group show --name <your-group>")}`,
    },
    {
      flaw: "is not used",
      article: "Replace `<your-vault>` with its name.\n",
      finds: [["1 note", "<your-vault>"]],
      clean: `Replace \`<your-vault>\` with its name.\n\n${shell("az keyvault show --name <your-vault>")}`,
    },
  ],
  "placeholder-form": [
    {
      flaw: "is hidden by HTML",
      article: `Replace <your-vault> here.\n\n${shell('az keyvault show --name "<your-vault>"')}`,
      finds: [["1 warning", "HTML tag"]],
      clean: `Replace \`<your-vault>\` here.<br>\n\n${shell('az keyvault show --name "<your-vault>"')}`,
    },
    {
      flaw: "is a redirection",
      article: shell("az keyvault show --name <vault>"),
      finds: [["2 note", "lines 2"]],
      clean: shell('az keyvault show --name "<vault>"'),
    },
    {
      flaw: "has two names",
      article: shell(
        'az a --name "<your-unique-vault-name>"',
        'az b --name "<your-vault-name>"',
        'az c --id "<clientId-of-your-app>" --of "<your-clientID>"',
      ),
      finds: [
        ["3 note", "line 2 calls <your-unique-vault-name>"],
        ["4 note", "<clientId-of-your-app>"],
      ],
      clean: shell('az a --name "<vault-name>" --group "<group-name>" --of "<name>"'),
    },
  ],
  "noted-value": [
    {
      flaw: "one more than was noted",
      article: "Take note of the clientId.\n\nUse the clientId and tenantId you noted.\n",
      finds: [["3 note", "tenantId"]],
      clean: "Take note of the clientId and the tenantId.\n\nUse the clientId and tenantId you noted.\n",
    },
  ],
  prerequisite: [
    {
      flaw: "signing in",
      article: shell("az version", "az group list"),
      finds: [["3 warning", "signed in"]],
      clean: shell("az login", "az group list"),
    },
    {
      flaw: "a project",
      article: shell("npm install left-pad"),
      finds: [["2 warning", "package.json"]],
      clean: shell("npm init --yes", "npm install left-pad"),
    },
    {
      flaw: "a program",
      article: `## Prerequisites\n\nA computer.\n\n## Go\n\n${shell("docker ps")}`,
      finds: [["8 note", "Docker"]],
      clean: `## Prerequisites\n\nDocker.\n\n## Go\n\n${shell("docker ps")}`,
    },
  ],
  "half-alternative": [
    {
      flaw: "PowerShell for one of two",
      article: `## A\n\n${shell("az group create")}\n## B\n\n${shell("az group delete")}\n\`\`\`azurepowershell\nRemove-AzResourceGroup\n\`\`\`\n`,
      finds: [["13 note", "not for 'A'"]],
      clean: `## B\n\n${shell("az group delete")}\n\`\`\`azurepowershell\nRemove-AzResourceGroup\n\`\`\`\n`,
    },
  ],
  wording: [
    {
      flaw: "a wrong word",
      article: "Make a service principle for\nan cloud.\n",
      finds: [
        ["1 note", "service principle"],
        ["2 note", "an cloud"],
      ],
      clean: "Make a service principal for an hour, a user, an app, an SDK and a unique one.\n",
    },
  ],
  "odd-quote": [
    {
      flaw: "closes with another",
      article: script('const name = "x";', 'log("called \'" + name + "` ...");'),
      finds: [["3 note", "closes with `"]],
      clean: script('const name = "x";', 'log("called \'" + name + "\' and it\'s `" + name + "`");'),
    },
  ],
  link: [
    {
      flaw: "no such heading",
      article: "# One\n\nSee [two](#two).\n",
      finds: [["3 warning", "#two"]],
      clean: '# One\n\nSee [one](#one) and [x](#x).\n\n<a name="x"></a>\n',
    },
  ],
  "link-subject": [
    {
      flaw: "another language",
      article: "# For Node.js\n\nThe entire app is at https://github.com/Azure-Samples/key-vault-dotnet-quickstart.\n",
      finds: [["3 warning", ".NET"]],
      clean:
        "# For Node.js\n\nThe [app](https://github.com/Azure/azure-sdk-for-js/tree/main), [Node](https://nodejs.org) and [here](/dotnet/api/javascript).\n",
    },
    {
      flaw: "another product",
      article: "---\nms.service: key-vault\n---\n\nThe [package](https://www.npmjs.com/package/@azure/storage-blob).\n",
      finds: [["5 warning", "about key-vault"]],
      clean:
        "---\nms.service: key-vault\n---\n\nThe [package](https://www.npmjs.com/package/@azure/keyvault-secrets); [git](https://github.com/git).\n",
    },
  ],
};

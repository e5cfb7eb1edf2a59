import { script, shell, type RuleCase } from "./rule-case.ts";

/** Articles whose code is wrong, by rule. */
export const codeCases: Readonly<Record<string, readonly RuleCase[]>> = {
  fence: [
    {
      flaw: "is never closed",
      article: "````bash\naz version\n```\n\nMore.\n",
      finds: [
        ["1 error", "never closed"],
        ["3 note", "looks like a fence"],
      ],
      clean: "````markdown\n```bash\n```bash x\n````\n".replace("```bash\n", ""),
    },
    {
      flaw: "closes with more, and indented otherwise",
      article: "~~~bash\naz version\n ~~~~\n",
      finds: [
        ["3 note", "CommonMark allows a longer"],
        ["3 note", "indented by 1"],
      ],
      clean: "~~~bash\naz version\n~~~\n",
    },
  ],
  "wrong-language": [
    {
      flaw: "JSON as commands",
      article: shell('{ "a": 1 }'),
      finds: [["1 warning", "'azurecli', but holds JSON"]],
      clean: '```json\n{ "a": 1 }\n```\n',
    },
    {
      flaw: "PowerShell as bash",
      article: "```bash\nNew-AzKeyVault -Name x\n```\n",
      finds: [["1 warning", "PowerShell"]],
      clean: "```azurepowershell\nNew-AzKeyVault -Name x\n```\n",
    },
    {
      flaw: "commands as JavaScript",
      article: script("npm install left-pad"),
      finds: [["1 warning", "shell commands"]],
      clean: script("npm.install();"),
    },
    {
      flaw: "a program as commands",
      article: shell("const a = 1;"),
      finds: [["1 warning", "code of a program"]],
      clean: shell("az version"),
    },
  ],
  "entity-in-code": [
    {
      flaw: "an entity is not decoded",
      article: shell('az ad sp create-for-rbac -n "http://&lt;name&gt;"'),
      finds: [["2 warning", "&lt; &gt;"]],
      clean: `A &lt;name&gt;.\n\n${shell('az ad sp create-for-rbac -n "http://<name>"', "a && b", "curl 'x?a=1&b;2'")}`,
    },
  ],
  "unparsable-code": [
    {
      flaw: "JavaScript",
      article: script("const a = 1;", "const b = {;"),
      finds: [["3 error", "not JavaScript"]],
      clean: script("const a = { b: 1 };"),
    },
    {
      flaw: "JSON",
      article: '```json\n{ "a": 1, }\n```\n',
      finds: [["2 error", "not JSON"]],
      clean: '```json\n{ "a": 1 }\n```\n',
    },
    {
      flaw: "an open quote",
      article: shell("az version", "az group show --name 'it"),
      finds: [["3 error", "quote stays open"]],
      clean: shell("az group show --name 'it' # it's"),
    },
    {
      flaw: "await beside require",
      article: `${script('const fs = require("fs");')}\n${script("await fs.read();")}`,
      finds: [["6 error", "await is only valid"]],
      clean: `${script('import fs from "fs";')}\n${script("await fs.read();")}`,
    },
  ],
  "undefined-name": [
    {
      flaw: "in a program",
      article: script("const a = b;", "console.log(a, b, c);"),
      finds: [
        ["2 error", "'b'"],
        ["3 error", "'c'"],
      ],
      clean: `${script("const b = 1;")}\n${script("const a = b;", "setTimeout(() => a);")}`,
    },
    {
      flaw: "of the environment",
      article: script('const a = process.env["NOT_SET"];'),
      finds: [["2 error", "NOT_SET"]],
      clean: `${shell("export NOT_SET=1")}\n${script('const a = process.env["NOT_SET"];')}`,
    },
    {
      flaw: "of a shell",
      article: shell('az group show --name "$group"'),
      finds: [["2 error", "group"]],
      clean: shell("group=one", 'az group show --name "$group" --note "$HOME"', "az x --query '$y'"),
    },
  ],
  "undefined-file": [
    {
      flaw: "a program",
      article: shell("node app.js"),
      finds: [["2 error", "app.js"]],
      clean: `Create a file named app.js.\n\n${shell("node app.js")}`,
    },
    {
      flaw: "a template",
      article: shell("az deployment group create --template-file main.bicep"),
      finds: [["2 error", "main.bicep"]],
      clean: shell(
        "curl https://example.com/a.bicep -o main.bicep",
        "az deployment group create --template-file main.bicep",
      ),
    },
  ],
  "never-run": [
    {
      flaw: "JavaScript",
      article: script("start();"),
      finds: [["1 warning", "1 fences of JavaScript"]],
      clean: `${script("start();")}\nRun \`node app.js\`.`,
    },
    {
      flaw: "C#",
      article: "```csharp\nStart();\n```\n",
      finds: [["1 warning", "C#"]],
      clean: `\`\`\`csharp\nStart();\n\`\`\`\n\n${shell("dotnet run")}`,
    },
  ],
  "not-awaited": [
    {
      flaw: "a poller is dropped",
      article: script("start();", "await client.beginDelete(name);"),
      finds: [["3 warning", "beginDelete"]],
      clean: script("const poller = await client.beginDelete(name);", "await poller.pollUntilDone();"),
    },
    {
      flaw: "--no-wait",
      article: shell("az vm create --name <vm> --no-wait"),
      finds: [["2 warning", "--no-wait"]],
      clean: shell("az vm create --name <vm> --no-wait", "az vm wait --created --name <vm>"),
    },
  ],
};

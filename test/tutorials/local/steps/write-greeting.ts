import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, defineStep } from "../../../../src/tutorial/step.ts";

export default defineStep({
  needs: ["greeting"],
  program: `require("node:fs").writeFileSync("greeting.txt", process.env["GREETING"] + "\\n", { mode: 0o600 });
`,

  async verify({ project, values }) {
    const file = join(project, "greeting.txt");
    const text = existsSync(file) ? readFileSync(file, "utf8") : "no such file";
    return [check("the file says what was asked for", `${values.greeting}\n`, text)];
  },
});

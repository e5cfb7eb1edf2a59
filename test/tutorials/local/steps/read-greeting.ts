import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, defineStep } from "../../../../src/tutorial/step.ts";

export default defineStep({
  needs: ["printed"],
  program: `console.log("It says: " + require("node:fs").readFileSync("greeting.txt", "utf8").trim());
`,

  async verify({ project, values }) {
    const text = readFileSync(join(project, "greeting.txt"), "utf8").trim();
    return [check("the program printed what the file says", text, values.printed)];
  },
});

import { defineStep } from "../../../../src/tutorial/step.ts";

export default defineStep({
  program: `require("node:fs").writeFileSync("greeting.txt", process.env["GREETING"] + "\\n", { mode: 0o600 });
`,
});

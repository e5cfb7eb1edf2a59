import { namesIn } from "../../tutorial/template.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import { bashWord, variableOf } from "./bash-words.ts";

/** The values that a script can know, and how it gets them. */
export interface BashValues {
  names: ReadonlySet<string>;
  /** The head of the script, with what the used values need and no other. */
  write(used: ReadonlySet<string>): string;
}

/** What a script has beside the tutorial's inputs, in bash; the mark as `formatMark` of src/tutorial/mark.ts makes it. */
const given: Readonly<Record<string, { needs?: readonly string[]; text: string }>> = {
  random: { text: "random=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')" },
  runId: { needs: ["random"], text: "run_id=${random:0:10}" },
  mark: {
    needs: ["runId"],
    text: `mark=1-$run_id-$(node -e '
  const { createHash } = require("node:crypto");
  process.stdout.write(createHash("sha256").update("surestep=1-" + process.argv[1]).digest("hex").slice(0, 4));
' "$run_id")`,
  },
  userId: { text: "user_id=${USER_ID:-$(az ad signed-in-user show --query id --output tsv || true)}" },
  userType: { text: "user_type=${USER_TYPE:-User}" },
  project: { text: "project=$(mktemp -d)" },
};

/** Finds the values of a tutorial: what is given, its inputs, and what its commands print. */
export function bashValues({ title, inputs, steps }: Tutorial): BashValues {
  const captured = steps.flatMap(({ run }) => run.flatMap(({ capture }) => Object.keys(capture)));
  return {
    names: new Set([...Object.keys(given), ...Object.keys(inputs), ...captured]),
    write(used) {
      const needed = new Set([...used, "project"]);
      for (const [name, input] of Object.entries(inputs).toReversed()) {
        if (needed.has(name)) for (const each of namesIn(input.default ?? "")) needed.add(each);
      }
      for (const [name, { needs = [] }] of Object.entries(given).toReversed()) {
        if (needed.has(name)) for (const each of needs) needed.add(each);
      }
      const own = Object.entries(given).filter(([name]) => needed.has(name));
      const settings = Object.entries(inputs).filter(([name]) => needed.has(name));
      return [
        "#!/usr/bin/env bash",
        `# ${title}`,
        "# Each input can be set by a variable of the environment. What the script makes is removed when it ends; KEEP=yes keeps it.",
        "set -euo pipefail",
        "",
        ...own.map(([, { text }]) => text),
        "",
        ...settings.map(([name, { about, default: value }]) => {
          const variable = variableOf(name);
          const otherwise = value === undefined ? ":?it has to be set" : `:-${bashWord(value)}`;
          return `# ${about}\n${variable}=\${${variable.toUpperCase()}${otherwise}}`;
        }),
      ].join("\n");
    },
  };
}

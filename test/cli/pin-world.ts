import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { smallWorld, type SmallWorld } from "./small-world.ts";

export interface PinOptions {
  /** What the step's own verification does, in JavaScript that has `secrets`. */
  verify?: string;
  /** What the step runs. */
  run?: string;
  /** The input's default; none when left out. */
  default?: string;
}

/** A tutorial that needs no cloud and has a secret input, `pin`, which its step looks at. */
export function pinWorld(options: PinOptions = {}): SmallWorld {
  const { verify, run = "touch note" } = options;
  const world = smallWorld(`id: pin
title: A pin
about: Look at a pin.
platform: local
article: { title: None, link: "https://example.com", updated: "2026-01-01" }
inputs:
  pin:
    about: pin of the door
    secret: true
    pattern: .{4,}
    rule: A pin has four characters or more.
${options.default === undefined ? "" : `    default: ${JSON.stringify(options.default)}\n`}steps:
  - id: look
    title: Look
    text: Look at it.
    timeout: 1s
    run:
      - export PIN=\${pin}
      - ${JSON.stringify(`npm exec ${run}`)}
    makes: [{ file: note, type: file }]
  - { id: clean-up, title: Clean up, text: Remove the note., cleans-up: true, timeout: 1s }
`);
  if (verify === undefined) return world;
  mkdirSync(join(world.cwd, "steps"));
  writeFileSync(join(world.cwd, "steps", "look.ts"), implementation(verify));
  return world;
}

/** A step whose check holds once there is a note. */
const implementation = (verify: string): string => `import { existsSync } from "node:fs";

export default {
  secrets: ["pin"],
  async verify({ secrets, project }) {
    const ok = existsSync(project + "/note");
    if (ok) { ${verify} }
    return [{ title: "it is so", ok, expected: "yes", actual: String(ok) }];
  },
};
`;

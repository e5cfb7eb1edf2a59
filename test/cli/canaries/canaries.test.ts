import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { readEnvironmentFile } from "../../../src/runner/state/environment-file.ts";
import { openTerminal } from "../../terminal/terminal.ts";
import { pinWorld } from "../pin-world.ts";
import { addProgram } from "../small-world.ts";
import { filesIn, findCanaries, watchProcesses } from "./canaries.ts";

/** With a quote, what URLs and forms treat in their own way, and a blank. */
const secretValue = `C4n'ary~"9 /+&=%ß\\$x`;

/** An npm that needs no network: the packages that it installs are this repository's. */
const npm = `case $1 in
  init) echo '{}' > package.json ;;
  install) rm -rf node_modules; ln -s '${resolve("node_modules")}' node_modules ;;
esac`;

interface Place {
  folder: string;
  temporary: string;
  environment: Record<string, string>;
}

/** A folder for runs and one for temporary files, and an environment in which all that can be said is said. */
function newPlace(mark: string): Place {
  const root = mkdtempSync(join(tmpdir(), "canaries-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [folder, temporary, bin] = [join(root, "runs"), join(root, "tmp"), join(root, "bin")];
  for (const each of [temporary, bin]) mkdirSync(each);
  addProgram(bin, "npm", npm);
  const environment = {
    ...{ PATH: `${bin}:/usr/bin:/bin`, HOME: root, TMPDIR: temporary, CANARIES: mark, NODE_PRESERVE_SYMLINKS: "1" },
    ...{ AZURE_LOG_LEVEL: "verbose", SURESTEP_DEBUG: "1" },
  };
  return { folder, temporary, environment };
}

/** How surestep is called, with its output by pipes or in a terminal that is redrawn. @returns all that it wrote */
const renderers = {
  async plain(args: readonly string[], env: Record<string, string>): Promise<string> {
    const child = await execa(process.execPath, [resolve("src/cli/main.js"), ...args], {
      env,
      extendEnv: false,
      reject: false,
    });
    return `${child.stdout}${child.stderr}`;
  },
  async redrawn(args: readonly string[], environment: Record<string, string>): Promise<string> {
    const terminal = openTerminal(args, { environment });
    await terminal.exitCode;
    return terminal.written();
  },
};

describe.each(Object.entries(renderers))("with a renderer that is %s", (name, surestep) => {
  test("no secret of a whole simulated run gets out", { timeout: 180_000 }, async () => {
    const place = newPlace(name);
    const where = ["--folder", place.folder];
    const first = ["tutorial", "--yes", "--simulated", "--az", "builtin", ...where];
    const watched = watchProcesses(`CANARIES=${name}`);
    const env = { ...place.environment, SURESTEP_SET_secretValue: secretValue };
    const beginning = await surestep([...first, "--until", "run-app"], env);
    const [id = ""] = readdirSync(join(place.folder, "runs"));
    const run = join(place.folder, "runs", id);
    const clientSecret = readEnvironmentFile(join(run, "environment.sh")).get("AZURE_CLIENT_SECRET") ?? "";
    const simulator = Object.values(filesIn(join(run, "azure"))).join("\n");
    const before = filesIn(run, (path) => /^(environment|azure)/.test(path));
    const end = await surestep(["clean-up", "--az", "builtin", ...where], place.environment);
    watched.stop();

    const tokens = [...new Set(simulator.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g))];
    const deviceCodes = [...new Set([...simulator.matchAll(/"deviceCode":"(\w+)"/g)].map(([, code = ""]) => code))];
    const secrets = Object.fromEntries([
      ...[
        ["the secret's value", secretValue],
        ["the client secret", clientSecret],
      ],
      ...tokens.map((token, index) => [`token ${index}`, token]),
      ...deviceCodes.map((code, index) => [`device code ${index}`, code]),
    ]);
    // The run went well, and there is something to be found: a test that looks for nothing finds nothing.
    expect(`${beginning}${end}`).toMatch(/✔[^\n]*Run the complete program[\s\S]*as it was before the run/);
    expect(beginning).toContain("azure:");
    expect({ client: clientSecret.length > 30, tokens: tokens.length > 1 }).toEqual({ client: true, tokens: true });

    const after = filesIn(run);
    const written = { "its output": beginning + end, ...before, ...after, ...filesIn(place.temporary) };
    expect(Object.keys(before)).toContain("journal.jsonl");
    expect(findCanaries(secrets, written)).toEqual([]);
    expect(`${beginning}${end}`).not.toMatch(/eyJ[\w-]{10,}\.[\w-]{10,}\./);

    const children = [...watched.seen.values()].filter(({ line }) => !line.includes("src/cli/main.js"));
    const programs = children.filter(({ line }) =>
      /(?:set-secret|get-secret|delete-secret|run-app)\.js|--eval/.test(line),
    );
    expect(programs.length).toBeGreaterThan(2);
    const others = children.filter((each) => !programs.includes(each));
    const lines = Object.fromEntries([...watched.seen.values()].map(({ line }) => [line.slice(0, 80), line]));
    expect(findCanaries(secrets, lines)).toEqual([]);
    expect(findCanaries(secrets, Object.fromEntries(others.map((each) => [each.line, each.environment])))).toEqual([]);
    expect(children.filter(({ environment }) => environment.includes("SURESTEP_SET"))).toEqual([]);
  });

  test("no secret is in what a step throws, with all that hangs on it", { timeout: 60_000 }, async () => {
    const place = newPlace(`${name}-thrown`);
    const world = pinWorld({
      verify: `
      const pin = secrets.pin.isKnown ? secrets.pin.reveal() : "";
      const cause = new Error("the cause is " + Buffer.from("user:" + pin).toString("base64"));
      const forms = [pin, encodeURIComponent(pin), new URLSearchParams({ pin }), JSON.stringify({ pin }), Buffer.from(pin).toString("hex")];
      throw Object.assign(new Error("it is " + forms.join(" or "), { cause }), { pin, config: { headers: { pin } } });`,
    });
    addProgram(world.bin, "npm", 'shift; exec "$@"');
    const args = ["tutorial", "--yes", "--tutorial", join(world.cwd, "tutorial.yaml"), "--folder", place.folder];
    const env = { ...place.environment, PATH: world.bin, SURESTEP_SET_pin: secretValue };
    const written = await surestep(args, env);
    expect(written).toMatch(/it is •+ or •+ or pin=•+/);
    const [id = ""] = readdirSync(join(place.folder, "runs"));
    const journal = readFileSync(join(place.folder, "runs", id, "journal.jsonl"), "utf8");
    expect(findCanaries({ pin: secretValue }, { written, journal, ...filesIn(place.temporary) })).toEqual([]);
  });
});

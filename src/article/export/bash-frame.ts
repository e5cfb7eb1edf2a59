/** The function that a script runs when it ends: it removes what the steps that were begun have made, the last first. */
export function writeCleanUp(steps: readonly { id: string; lines: readonly string[] }[]): string {
  const cases = steps
    .filter(({ lines }) => lines.length > 0)
    .map(({ id, lines }) => `      ${id})\n${lines.map((line) => `        remove ${line}`).join("\n")}\n        ;;`);
  return [
    "begun=()",
    "left=''",
    ...(cases.length === 0 ? [] : [remove, ""]),
    "clean_up() {",
    "  local code=$?",
    "  trap - EXIT",
    '  [[ ${KEEP:-} == yes ]] && exit "$code"',
    ...(cases.length === 0
      ? []
      : [
          "  local index",
          "  for ((index = ${#begun[@]} - 1; index >= 0; index--)); do",
          "    case ${begun[index]} in",
          ...cases,
          "    esac",
          "  done",
        ]),
    '  rm -rf "$project"',
    "  [[ -z $left ]] || echo 'Something may be left: a command of the clean-up failed.' >&2",
    '  exit "$code"',
    "}",
    "trap clean_up EXIT",
    "trap 'exit 130' INT TERM",
  ].join("\n");
}

// What was deleted a moment ago may not be listed as deleted yet. In a trap, a bare `return` returns what failed before it.
const remove = `# Runs a command of the clean-up, up to three times. A value that is not known names nothing.
remove() {
  local word
  for word in "$@"; do
    [[ -n $word && $word != */ ]] || { left=yes; return 0; }
  done
  for _ in 1 2 3; do
    "$@" && return 0
    sleep 5
  done
  left=yes
}`;

/** What the steps of a script use. Values come on standard input: no secret is an argument. */
export const bashFunctions = `# The first of the named properties that the JSON on standard input has.
property() {
  node -e '
    const value = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const found = process.argv.slice(1).map((path) => path.split(".").reduce((at, name) => at?.[name], value));
    const first = found.find((each) => each !== undefined && each !== null);
    if (first === undefined) process.exit(1);
    process.stdout.write(String(first));
  ' "$@"
}

# What the first group of a regular expression matches in standard input.
match() {
  node -e '
    const found = new RegExp(process.argv[1], "m").exec(require("fs").readFileSync(0, "utf8"));
    if (found === null) process.exit(1);
    process.stdout.write(found[1]);
  ' "$1"
}

# Stops where the clean-up would remove what was there before.
refuse_if_there() {
  [[ -z $2 || $2 == false ]] && return 0
  echo "There is something already that is named like the $1: this script would remove it. Set another name." >&2
  exit 2
}

cd "$project"`;

const placeholder = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** The names that a template uses: `--name ${vaultName}` → `["vaultName"]`. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] ?? "");
}

/** Fills in a template. `valueOf` is called for each name and may throw. */
export function fill(template: string, valueOf: (name: string) => string): string {
  return template.replace(placeholder, (_, name: string) => valueOf(name));
}

/** A name without case, hyphens and the words that only say whose it is: `<your-unique-vault-name>` → `vaultname`. */
export function condense(name: string): string {
  return name
    .replaceAll(/(?<![A-Za-z])(?:your|my|the|unique|enter|insert|existing|here|a|an)(?![a-z])/gi, "")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}

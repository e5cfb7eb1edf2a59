/** What a service makes up: a GUID, or 32 hexadecimal digits. */
const made = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi;

/** What a recorder writes in the place of an identifier that it hides. */
const hidden = /^(0{8}-0{4}-0{4}-0{4}-0{12}|sanitized)$/i;

/** Which identifier of the simulator stands for which recorded one. Each is learned where it appears first. */
export interface Identifiers {
  /** A recorded text as the simulator would have it. */
  translate(recorded: string): string;
  /** Whether two texts are the same but for made-up identifiers, which are learned. */
  match(recorded: string, simulated: string): boolean;
  /** Learns that a link that the service gave stands for another. */
  learnLink(recorded: string, simulated: string): void;
  /** Learns that one text stands for another: a backup, or a name that could not be. */
  learnText(recorded: string, simulated: string): void;
  /** The simulator's link for a recorded address that was given as a link; undefined for any other. */
  follow(recorded: URL): URL | undefined;
}

export function createIdentifiers(): Identifiers {
  const known = new Map<string, string>();
  const links = new Map<string, string>();
  const texts = new Map<string, string>();

  function rename(recorded: string): string {
    let text = recorded;
    for (const [from, to] of texts) text = text.replaceAll(from, to);
    return text;
  }

  function translate(recorded: string): string {
    return rename(recorded).replaceAll(made, (each) => known.get(each.toLowerCase()) ?? each);
  }

  function match(recorded: string, simulated: string): boolean {
    const renamed = rename(recorded);
    const [ours, theirs] = [simulated.match(made) ?? [], renamed.match(made) ?? []];
    if (renamed.replaceAll(made, "*") !== simulated.replaceAll(made, "*")) return false;
    return theirs.every((each, index) => agree(each.toLowerCase(), (ours[index] ?? "").toLowerCase()));
  }

  function agree(recorded: string, simulated: string): boolean {
    if (hidden.test(recorded)) return true;
    const before = known.get(recorded);
    if (before !== undefined) return before === simulated;
    // What stands for itself was there from the beginning, such as the tenant.
    if ([...known.values()].includes(simulated)) return false;
    known.set(recorded, simulated);
    return true;
  }

  return {
    translate,
    match,
    learnLink: (recorded, simulated) => links.set(addressOf(new URL(recorded)), simulated),
    learnText: (recorded, simulated) => texts.set(recorded, simulated),
    follow(recorded) {
      const link = links.get(addressOf(recorded));
      return link === undefined ? undefined : new URL(link);
    },
  };
}

/** What tells a link from another: its path and its paging token; other parameters differ from poll to poll. */
function addressOf({ pathname, searchParams }: URL): string {
  return `${pathname.toLowerCase()} ${searchParams.get("$skiptoken") ?? ""}`;
}

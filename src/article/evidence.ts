/** What happened when an article was followed, as plain data. Lines are the article's. */
export interface Evidence {
  commands: readonly CommandEvidence[];
  requests: readonly RequestEvidence[];
  inventories: readonly InventoryEvidence[];
}

export interface CommandEvidence {
  /** As the article writes it. */
  text: string;
  line: number;
  /**
   * When it was run: where it stands in the article (`in-order`); before the section that it stands in, to see whether it
   * can fail (`before-section`); for a thing that never existed (`never-existed`); when the article was followed once
   * more by the same reader (`second-time`).
   */
  moment: "in-order" | "before-section" | "never-existed" | "second-time";
  exitCode: number;
  /** What it wrote, standard output and error, without secrets. */
  output: string;
  /** The names that were made up for it, which are not compared: of a thing that never existed. */
  names?: readonly string[];
}

export interface RequestEvidence {
  /** The line of the code or command that made it. */
  line: number;
  method: string;
  url: string;
  status: number;
  /** Whose identity it carried. */
  by: "reader" | "application";
}

/** What was there at one moment. */
export interface InventoryEvidence {
  /** The line that had just been carried out; 0 before the first. */
  afterLine: number;
  /** Milliseconds since the epoch. */
  at: number;
  resources: readonly ResourceEvidence[];
}

export interface ResourceEvidence {
  kind: string;
  address: string;
  /** What the service itself tells it by, so that a thing of the same name is another one. */
  identity: string;
  state: "live" | "deleted";
  /** Until when it stays, as an ISO date: a soft-deleted vault, the secret of an application. */
  until?: string;
  /** What it costs, grants or blocks meanwhile, in words. */
  means?: string;
}

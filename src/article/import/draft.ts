/** A value of a draft: an input that the reader chooses, or what a command prints. */
export interface DraftInput {
  about: string;
  default: string;
  "as-written"?: string;
  secret?: boolean;
}

export interface DraftCapture {
  json: readonly string[];
  secret?: boolean;
}

export interface DraftCommand {
  command: string;
  makes?: string;
  capture?: Record<string, DraftCapture>;
}

/** What a step makes or removes: its first key is the kind. */
export type DraftDeclaration = Readonly<Record<string, unknown>>;

/** A step as `tutorial.yaml` has it, with its program. */
export interface DraftStep {
  id: string;
  title: string;
  text: string;
  needs: readonly string[];
  run: readonly DraftCommand[];
  makes: readonly DraftDeclaration[];
  removes: readonly DraftDeclaration[];
  "cleans-up": boolean;
  article?: { heading: string; also?: readonly string[]; differs?: string };
  program: string | undefined;
}

/** A tutorial that was made of an article, and what its author has to decide. */
export interface Draft {
  /** By path from the draft's folder: `tutorial.yaml`, `steps/<id>.ts`, `article/<name>.md`. */
  files: ReadonlyMap<string, string>;
  /** Sentences, each about one thing that no text can tell. */
  decisions: readonly string[];
}

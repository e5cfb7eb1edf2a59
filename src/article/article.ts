/** Where something stands: a file, and lines in it, counted from 1. */
export interface Place {
  /** The article's path as it was given, or the path of the file that the article includes. */
  file: string;
  firstLine: number;
  lastLine: number;
}

/** A heading and what stands below it, up to the next heading of whatever depth. */
export interface Section extends Place {
  heading: string;
  /** 1 for `#`; 0 for what stands before the first heading. */
  depth: number;
  /** What a link names after its `#`, made as GitHub and Microsoft Learn make it. */
  anchor: string;
}

/** Which readers see it: those of a zone pivot (`:::zone pivot="cli"`) or of a tab (`#tab/cli`). */
export interface Variant {
  kind: "pivot" | "tab";
  name: string;
}

interface Part extends Place {
  section: Section;
  variant: Variant | undefined;
}

/** What the reader replaces: `<your-vault>`, `YOUR_VAULT`, `{vault}`. */
export interface Placeholder {
  /** Without its brackets. */
  name: string;
  written: string;
  line: number;
}

/** A command as the reader types it, with the lines that it continues on joined. */
export interface ArticleCommand {
  text: string;
  firstLine: number;
  lastLine: number;
}

/** How a fence opens and closes. */
export interface FenceMarks {
  opening: string;
  /** Undefined when the fence ends with the file, or with the list or quote that it stands in. */
  closing: string | undefined;
  openingIndent: number;
  closingIndent: number;
}

/** A block of code. Its lines are those of its marks; its text starts on the line after the first. */
export interface Fence extends Part {
  /** What stands after the opening mark, such as `azurecli-interactive`; empty for none. */
  info: string;
  /** The first word of `info`, in lower case, without `-interactive`. */
  language: string;
  /** What the reader does with it: type it, put it into a program, or compare it with what a command printed. */
  role: "commands" | "code" | "output";
  text: string;
  /** The line of the first line of `text`. */
  textLine: number;
  /** Undefined for an indented block, and for code that comes from a file by `:::code source=`. */
  marks: FenceMarks | undefined;
  placeholders: readonly Placeholder[];
  /** Where its role is `commands`; empty for others. */
  commands: readonly ArticleCommand[];
}

/** A paragraph of prose, or a cell of a table. */
export interface Paragraph extends Part {
  /** As it is read: without its marks. */
  text: string;
  /** As it is written. */
  source: string;
  /** Code in the line: `` `AZURE_CLIENT_ID` ``. */
  code: readonly { text: string; line: number }[];
  /** Pieces that a renderer takes for HTML. */
  html: readonly { text: string; line: number }[];
  placeholders: readonly Placeholder[];
}

export interface Link extends Part {
  text: string;
  url: string;
  /** The prose that it stands in. */
  sentence: string;
}

/** A file that the article asks for: `[!INCLUDE]` or `:::code source=`. */
export interface Inclusion extends Part {
  target: string;
  /** Why it could not be read; undefined when it was. */
  problem: string | undefined;
}

/** A published article, read as its readers' tools read it. Everything is in the order of the text. */
export interface Article {
  /** As it was given. */
  path: string;
  title: string;
  /** The front matter, as far as it is text, numbers and dates; lists and maps are left out. */
  metadata: Readonly<Record<string, string>>;
  text: string;
  sections: readonly Section[];
  paragraphs: readonly Paragraph[];
  fences: readonly Fence[];
  links: readonly Link[];
  inclusions: readonly Inclusion[];
}

import type { Given } from "../given.ts";

/** One line of the contract: a command, what is there before, and what the command answers. */
export interface Case {
  /** A sentence. */
  readonly title: string;
  /** What is there before; left out, an Azure with nothing in it. */
  readonly given?: Given;
  /** Who is signed in; left out, the person. */
  readonly signedIn?: "nobody";
  /** The command line without `az`; split as a shell would; `{tenant}`, `{userId}` and `{vaultId}` are filled in. */
  readonly az: string;
  /** Left out, 0. */
  readonly exitCode?: number;
  /** Parts of standard error that matter: codes and sentences, each as az writes it. */
  readonly says?: readonly string[];
  /** Standard output as JSON, with `expect.any(…)` for what differs from run to run. Left out, nothing is printed. */
  readonly prints?: unknown;
  /** In what the built-in az is meant to differ from the official one, and why. `advice` is what follows the error's line. */
  readonly differs?: { in: "output" | "advice" | "requests"; because: string };
}

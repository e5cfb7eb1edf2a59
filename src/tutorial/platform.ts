import type { Hint } from "../azure/hint.ts";
import type { Around, Kind, Survey } from "./resource.ts";

/** What a tutorial has to know of the platform that it is written for. */
export interface PlatformWords {
  kinds: readonly Kind<never>[];
  /** Failures that people meet there, by the names that a tutorial gives. */
  hints: readonly Hint[];
}

/** Who is signed in, and where: plain data that is journalled. Two of them are the same where all members are. */
export type Account = Readonly<Record<string, string>>;

/** A platform that is reached: what the runner asks of it. It knows no kind, and cannot tell which Azure this is. */
export interface Platform {
  /** In the order in which their resources are removed: what hangs on something comes before it. */
  readonly kinds: readonly Kind<never>[];
  /** Whether nobody else is there, as in an Azure of the run's own: then all that happens is the run's doing. */
  readonly isAlone: boolean;
  /** Whether the project folder of a run holds resources: then it is removed after the last look. */
  readonly readsProject: boolean;
  /** Looks at all that is declared, owned and around it. */
  survey(this: void, around: Around): Promise<Survey>;
  /** Asks anew who is signed in, and where. Throws a SurestepError when nobody is. */
  account(this: void): Promise<Account>;
  /** One sentence that tells how to get back to an account. */
  returnTo(this: void, account: Account): string;
  /** The names under which the platform's services know the signed-in identity. */
  signedIn(this: void): Promise<readonly string[]>;
  /** Values that tutorials may use, such as `userId`. */
  values(this: void): Promise<Readonly<Record<string, string>>>;
  /** What an error says, where it may pass by itself because the platform tells its own parts late; else undefined. */
  notYet(this: void, error: unknown): string | undefined;
  /** Whether a name that was taken is free again; undefined where nobody can be asked for names of that kind. */
  isNameFree(this: void, kind: string, address: string): Promise<boolean | undefined>;
}

/** The names of the values that every platform gives. */
export const platformValues = ["userId", "userType"] as const;

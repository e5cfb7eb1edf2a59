import { acquireToken } from "./credentials.ts";
import { AzError } from "./error.ts";
import { wait } from "./http.ts";
import type { HttpResponse, Send } from "./http.ts";
import { findSubscription, saveProfile } from "./profile.ts";
import type { CachedToken, Profile, Subscription } from "./profile.ts";

/** What a command works with: who is signed in, the way to Azure, and the person in front of it. */
export interface Session {
  readonly profile: Profile;
  readonly send: Send;
  /** The subscription that `--subscription` names, or the default one; throws where nobody is signed in. */
  subscription(this: void): Subscription;
  /** A token of whoever is signed in. */
  token(this: void, scope: string): Promise<CachedToken>;
  /** Sends a request with a token for that scope; `body` as JSON, `text` as it is. */
  sendAs(
    this: void,
    scope: string,
    request: { method: string; url: string; body?: unknown; text?: string },
  ): Promise<HttpResponse>;
  /** Vaults that have answered 401 already, by address: az's client asks each one once a process. */
  readonly challenged: Set<string>;
  /** Waits for so many milliseconds; rejects at once when the command is to end. */
  wait(this: void, milliseconds: number): Promise<void>;
  /** Keeps what was changed in the profile. */
  save(this: void): void;
  /** Prints a line like `WARNING: …` unless `--only-show-errors` is set. */
  warn(this: void, text: string): void;
  /** Prints a text on standard error as it is, or on standard output. */
  say(this: void, text: string): void;
  print(this: void, text: string): void;
  /** Asks whether to go on; throws az's `Operation cancelled.` for a no, and where there is nobody to ask. */
  confirm(this: void): Promise<void>;
}

/** What a session is made of. */
export interface SessionOptions {
  profile: Profile;
  profileFile: string;
  send: Send;
  /** What `--subscription` said. */
  subscription: string | undefined;
  command: string;
  onlyShowErrors: boolean;
  write(this: void, text: string): void;
  writeError(this: void, text: string): void;
  /** Asks a question and resolves to the answer; undefined where standard input is no terminal. */
  ask: ((question: string) => Promise<string>) | undefined;
  signal?: AbortSignal;
}

export function createSession(options: SessionOptions): Session {
  const { profile, send } = options;

  const session: Session = {
    profile,
    send,
    challenged: new Set(),
    subscription() {
      try {
        return findSubscription(profile, options.subscription);
      } catch (error) {
        if (options.subscription !== undefined) session.warn(`Subscription '${options.subscription}' not recognized.`);
        throw error;
      }
    },
    async token(scope) {
      const { user, tenantId } = session.subscription();
      const token = await acquireToken(send, profile, { name: user.name, tenantId, scope });
      session.save();
      return token;
    },
    async sendAs(scope, { method, url, body, text }) {
      const { accessToken } = await session.token(scope);
      return await send({
        method,
        url,
        headers: {
          "user-agent": "AZURECLI/2.91.0 (Surestep stand-in)",
          accept: "application/json",
          commandname: options.command,
          "x-ms-client-request-id": crypto.randomUUID(),
          authorization: `Bearer ${accessToken}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(text === undefined ? {} : { body: text }),
      });
    },
    wait: (milliseconds) => wait(milliseconds, options.signal),
    save: () => saveProfile(options.profileFile, profile),
    warn: (text) => {
      if (!options.onlyShowErrors) options.writeError(`WARNING: ${text}\n`);
    },
    say: (text) => options.writeError(`${text}\n`),
    print: (text) => options.write(`${text}\n`),
    async confirm() {
      if (!options.ask) session.warn("Unable to prompt for confirmation as no tty available. Use --yes.");
      const answer = await options.ask?.("Are you sure you want to perform this operation? (y/n): ");
      if (!/^y(es)?$/i.test(answer?.trim() ?? "")) throw new AzError("Operation cancelled.");
    },
  };
  return session;
}

import { exitCodes, SurestepError } from "../errors.ts";
import { record, type Run } from "./run.ts";

/**
 * Holds who is signed in now against the run's account, which a new run takes over, and gets the values that the platform
 * gives. Nothing may be touched or removed before.
 * @throws SurestepError when somebody else is signed in, or somewhere else: what the run made is not there
 */
export async function checkAccount(run: Run): Promise<void> {
  const { platform, journal, values } = run;
  const account = await platform.account();
  const own = journal.progress.account;
  if (own === undefined) record(run, { type: "account", account: { ...account } });
  const other = Object.keys(own ?? {}).filter((name) => name !== "userName" && own?.[name] !== account[name]);
  if (own !== undefined && other.length > 0) {
    const words = (each: typeof account): string =>
      other.map((name) => `${wordFor(name)} ${each[name] ?? "none"}`).join(", ");
    throw new SurestepError(
      `This run was begun with ${words(own)}; signed in is now ${words(account)}. Nothing of it can be seen from here.`,
      { hint: platform.returnTo(own), exitCode: exitCodes.setUp },
    );
  }
  for (const [name, value] of Object.entries(await platform.values())) values.set(name, value);
}

/** `subscriptionId` → "subscription". */
function wordFor(name: string): string {
  return name.replace(/Id$/, "");
}

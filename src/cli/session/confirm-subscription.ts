import type { Run } from "../../runner/run.ts";
import { confirm } from "../terminal/key-prompt.ts";
import type { Screen } from "../terminal/screen.ts";

/** Names the subscription in which a live run makes things, and asks the reader, where there is one, whether it is the right one. */
export async function confirmSubscription(screen: Screen, run: Run, signal: AbortSignal): Promise<void> {
  const { subscriptionName, subscriptionId, userName } = await run.azure.account();
  screen.print();
  screen.print(`  Subscription: ${screen.style("bold", subscriptionName)} (${subscriptionId}), as ${userName}`);
  if (!screen.isInteractive) return;
  await confirm(screen, { yes: "this subscription", no: "stop: choose another one with 'az account set'", signal });
}

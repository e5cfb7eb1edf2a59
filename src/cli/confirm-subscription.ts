import type { Run } from "../runner/run.ts";
import { Interrupted } from "./interrupt.ts";
import { askForKey } from "./key-prompt.ts";
import type { Screen } from "./screen.ts";

/** Names the subscription in which a live run makes things, and asks the reader, where there is one, whether it is the right one. */
export async function confirmSubscription(screen: Screen, run: Run, signal: AbortSignal): Promise<void> {
  const { subscriptionName, subscriptionId, userName } = await run.azure.account();
  screen.print();
  screen.print(`  Subscription: ${screen.style("bold", subscriptionName)} (${subscriptionId}), as ${userName}`);
  if (!screen.isInteractive) return;
  screen.print();
  const answer = await askForKey(
    [
      { key: "y", shown: "y", does: "this subscription", answer: "yes" },
      { key: "q", shown: "q", does: "stop: choose another one with 'az account set'", answer: "no" },
    ],
    { style: (text) => screen.style("bold", text), signal },
  );
  if (answer === "no") throw new Interrupted();
}

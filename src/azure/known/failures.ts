import type { KnownFailure } from "../hint.ts";
import { azFailures } from "./az.ts";
import { entraFailures } from "./entra.ts";
import { graphFailures } from "./graph.ts";
import { keyVaultFailures } from "./key-vault.ts";
import { machineFailures } from "./machine.ts";
import { networkFailures } from "./network.ts";
import { nodeFailures } from "./node.ts";
import { npmFailures } from "./npm.ts";
import { resourceManagerFailures } from "./resource-manager.ts";
import { statusFailures } from "./statuses.ts";

/**
 * All failures that are known, by who says them: what each means, whose it is, and what to do. Add one by adding an entry
 * to the table of its source; the first that matches is the one that is shown, so what tells more comes first.
 */
export const knownFailures: readonly KnownFailure[] = [
  ...azFailures,
  ...keyVaultFailures,
  ...resourceManagerFailures,
  ...entraFailures,
  ...graphFailures,
  ...npmFailures,
  ...networkFailures,
  ...machineFailures,
  ...statusFailures,
  ...nodeFailures,
];

import type { Operation } from "../operation.ts";
import { bodyOf, textOf } from "./body.ts";
import { isFree, isVaultName, nameIsTaken } from "./vault-name.ts";

/** Whether a vault's name keeps the rule and is free. */
export const checkVaultName: Operation = (call) => {
  const name = textOf(bodyOf(call)["name"]);
  if (!isVaultName(name)) return unavailable("AccountNameInvalid", `The vault name '${name}' is invalid.`);
  if (!isFree(call.azure, name)) return unavailable("AlreadyExists", nameIsTaken(name));
  return { status: 200, body: { nameAvailable: true } };
};

function unavailable(reason: string, message: string) {
  return { status: 200, body: { nameAvailable: false, reason, message } };
}

import { z } from "zod";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import type { Key, RotationPolicy } from "../key-state.ts";
import { badParameter } from "../key-vault-error.ts";
import { addressOf, seconds } from "../object-attributes.ts";
import { nameIn, requireLive } from "../soft-delete.ts";
import { newVersion } from "./create-key.ts";
import { addDuration, daysOf } from "./duration.ts";
import { keyBundle, keysOf, newest } from "./key-bundle.ts";
import { generateKey, shapeOf } from "./key-material.ts";
import { readBody } from "./key-request.ts";

const policyRequest = z.object({
  lifetimeActions: z
    .array(
      z.object({
        trigger: z.object({ timeAfterCreate: z.string().nullish(), timeBeforeExpiry: z.string().nullish() }),
        action: z.object({ type: z.string() }),
      }),
    )
    .nullish(),
  attributes: z.object({ expiryTime: z.string().nullish() }).nullish(),
});

/** Rotate Key: a new version like the newest, which lives for as long as the rotation policy says. */
export const rotateKey: VaultOperation = async (vault, call) => {
  const { azure } = call;
  const name = nameIn(call);
  const { kty, keyOps, tags, exportable, releasePolicy, ...last } = newest(requireLive("Key", keysOf(vault), name));
  const material = await generateKey(kty, shapeOf({ kty, ...last }));
  // The key may have been deleted while its new version was made.
  const key = requireLive("Key", keysOf(vault), name);
  const lifetime = key.rotationPolicy?.expiryTime ?? null;
  const expires = lifetime === null ? null : seconds(addDuration(azure.now(), lifetime));
  const version = newVersion(azure, { kty, keyOps: [...keyOps], material, tags, exportable, releasePolicy, expires });
  key.versions.push(version);
  return { status: 200, body: keyBundle(vault, key, version, call.query.get("api-version") ?? "") };
};

/** Get Key Rotation Policy. */
export const getKeyRotationPolicy: VaultOperation = (vault, call) => {
  const key = requireLive("Key", keysOf(vault), nameIn(call));
  return { status: 200, body: policyBody(vault, key) };
};

/** Update Key Rotation Policy: what it says replaces what was there. */
export const updateKeyRotationPolicy: VaultOperation = (vault, call) => {
  const key = requireLive("Key", keysOf(vault), nameIn(call));
  const { lifetimeActions, attributes } = readBody(policyRequest, call.body);
  const expiryTime = attributes?.expiryTime ?? null;
  if (expiryTime !== null && !(daysOf(expiryTime) >= 28)) {
    throw badParameter("Property has invalid value: attributes.expiryTime. It is a duration of at least 28 days.");
  }
  const now = seconds(call.azure.now());
  key.rotationPolicy = {
    lifetimeActions: (lifetimeActions ?? []).map((action) => readAction(action, expiryTime)),
    expiryTime,
    created: key.rotationPolicy?.created ?? now,
    updated: now,
  };
  return { status: 200, body: policyBody(vault, key) };
};

type Action = RotationPolicy["lifetimeActions"][number];
type ActionRequest = NonNullable<z.infer<typeof policyRequest>["lifetimeActions"]>[number];

/** "Configure cryptographic key auto-rotation": at least 7 days after the making or before the end; only `Rotate` follows the making. */
function readAction({ trigger, action: { type } }: ActionRequest, expiryTime: string | null): Action {
  const kind = ["Rotate", "Notify"].find((each) => each.toLowerCase() === type.toLowerCase());
  if (kind === undefined) throw badParameter(`Property has invalid value: lifetimeActions.action.type: ${type}`);
  const { timeAfterCreate, timeBeforeExpiry } = trigger;
  const time = timeAfterCreate ?? timeBeforeExpiry;
  if (!time || (timeAfterCreate && timeBeforeExpiry) || !(daysOf(time) >= 7)) {
    throw badParameter("Property has invalid value: lifetimeActions.trigger. It is one duration of at least 7 days.");
  }
  if (timeBeforeExpiry && kind === "Rotate" && expiryTime === null) {
    throw badParameter("Property has invalid value: lifetimeActions.trigger. There is no expiryTime to be before.");
  }
  return { trigger: timeAfterCreate ? { timeAfterCreate } : { timeBeforeExpiry: time }, action: { type: kind } };
}

/** Until one is set, a key has a policy that tells of its end 30 days before, and that was never made. */
function policyBody(vault: Vault, { name, rotationPolicy }: Key): object {
  const id = addressOf(vault, "keys", name, "rotationpolicy");
  if (rotationPolicy === null) {
    const lifetimeActions = [{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } }];
    return { id, lifetimeActions, attributes: {} };
  }
  const { lifetimeActions, expiryTime, created, updated } = rotationPolicy;
  return { id, lifetimeActions, attributes: { ...(expiryTime !== null && { expiryTime }), created, updated } };
}

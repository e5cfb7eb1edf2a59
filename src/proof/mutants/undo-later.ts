import type { State } from "../../simulator/state.ts";
import type { HttpAnswer, ServiceRequest } from "../../simulator/service.ts";
import type { ProofWorld } from "../proof-world.ts";

/** After how long what a request did is undone, in milliseconds. */
const undoneAfter = 5000;

/** Carries a request out, and takes back what it changed some seconds later. */
export async function undoLater(
  { request, world: { simulator, clock } }: { request: ServiceRequest; world: ProofWorld },
  pass: (request: ServiceRequest) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const before = simulator?.snapshot();
  const answer = await pass(request);
  const after = simulator?.snapshot();
  if (before !== undefined && after !== undefined) {
    clock.after(undoneAfter, () => simulator !== undefined && takeBack(simulator.azure.state, before, after));
  }
  return answer;
}

/** Takes back the difference of two states in a third one, list by list and item by item. */
function takeBack(state: State, before: State, after: State): void {
  for (const [name, list] of Object.entries(state)) {
    const [old, young]: unknown[] = [Reflect.get(before, name), Reflect.get(after, name)];
    if (!isList(list) || !isList(old) || !isList(young)) continue;
    const changed = new Set([...young, ...old].map(keyOf).filter((key) => textOf(old, key) !== textOf(young, key)));
    const kept = list.filter((item) => !changed.has(keyOf(item)));
    const back = structuredClone(old.filter((item) => changed.has(keyOf(item))));
    list.splice(0, list.length, ...kept, ...back);
  }
}

function isList(value: unknown): value is object[] {
  return Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null);
}

function textOf(list: readonly object[], key: string): string | undefined {
  return JSON.stringify(list.find((item) => keyOf(item) === key));
}

function keyOf(item: object): string {
  const of = "vault" in item && typeof item.vault === "object" && item.vault !== null ? item.vault : item;
  const names = ["id", "name", "deviceCode"].map((name): unknown => Reflect.get(of, name));
  return names.find((name) => typeof name === "string") ?? JSON.stringify(item);
}

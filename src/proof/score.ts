import type { Proof } from "./prove.ts";

/** How many of the mutants that changed something were killed, in percent: 100 where there were none. */
export function scoreOf(proofs: readonly Pick<Proof, "mutants">[]): number {
  const counted = proofs.flatMap(({ mutants }) => mutants).filter(({ fate }) => fate !== "equivalent");
  if (counted.length === 0) return 100;
  return (100 * counted.filter(({ fate }) => fate === "killed").length) / counted.length;
}

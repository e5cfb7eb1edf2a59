import type { Intercept } from "../../simulator/simulator.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { ProgramIntercept, ProofWorld } from "../proof-world.ts";

/** One way in which a step may go wrong without anybody's saying so. */
export interface Mutant {
  /** The step that goes wrong. */
  step: string;
  /** What goes wrong: a request, a command, a program. */
  where: string;
  /** How, in a few words. */
  how: string;
  /** The tutorial with the mistake in it; the tutorial itself when left out. */
  tutorial?: Tutorial;
  /** What stands between the wire and the services of its world. */
  intercept?: (world: ProofWorld) => Intercept;
  /** What stands between the run and its programs. */
  interceptProgram?: (world: ProofWorld) => ProgramIntercept;
}

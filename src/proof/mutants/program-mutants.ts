import type { ProgramIntercept, ProofWorld } from "../proof-world.ts";
import type { GoodStep, ProgramRun } from "../good-run.ts";
import type { Mutant } from "./mutant.ts";

type MeddleWithProgram = (given: Parameters<ProgramIntercept>, world: ProofWorld) => ReturnType<ProgramIntercept>;

/** The ways in which the programs of a step may end well and not have done what they are for. */
export function programMutants({ step, programs }: GoodStep): Mutant[] {
  return programs.flatMap((program) => {
    const mutant = (how: string, meddle: MeddleWithProgram): Mutant => ({
      ...{ step: step.id, where: `node ${program.words.join(" ")}`, how },
      interceptProgram: (world) => meddleWith(world, program, meddle),
    });
    return [
      mutant("prints the right words, and does nothing", async () => program.result),
      mutant("runs as another application", ([words, options, run], { stranger }) => {
        const { clientId, clientSecret } = stranger;
        const somebody = { AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret };
        return run(words[0] ?? "", words.slice(1), {
          ...options,
          environment: { ...options.environment, ...somebody },
        });
      }),
      mutant("runs as nobody", ([words, options, run]) => {
        const environment = Object.entries(options.environment ?? {}).filter(
          ([name]) => !/^AZURE_(CLIENT|TENANT)/.test(name),
        );
        return run(words[0] ?? "", words.slice(1), { ...options, environment: Object.fromEntries(environment) });
      }),
    ];
  });
}

function meddleWith(world: ProofWorld, program: ProgramRun, meddle: MeddleWithProgram): ProgramIntercept {
  let count = 0;
  return async (words, options, run) => {
    if (words[0] !== world.node || words.includes("--eval")) return run(words[0] ?? "", words.slice(1), options);
    count += 1;
    if (count - 1 !== program.index) return run(words[0] ?? "", words.slice(1), options);
    return meddle([words, options, run], world);
  };
}

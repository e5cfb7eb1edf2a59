/** Why a command fails, as az tells it: the sentence after `ERROR:`, lines of advice below it, the exit code. */
export class AzError extends Error {
  /** 1 in general, 2 for a wrong command line, 3 for a thing that is not there. */
  readonly exitCode: number;
  readonly advice: readonly string[];
  /** The HTTP status of the answer that it came from, if it came from one. */
  readonly status: number | undefined;
  /** The service's code, if it gave one. */
  readonly code: string | undefined;

  constructor(
    message: string,
    more: { exitCode?: number; advice?: readonly string[]; status?: number; code?: string | undefined } = {},
  ) {
    super(message);
    this.exitCode = more.exitCode ?? 1;
    this.advice = more.advice ?? [];
    this.status = more.status;
    this.code = more.code;
  }
}

/** A command line that az cannot read. It refers to the documentation, as az does. */
export class UsageError extends AzError {
  constructor(message: string, advice: readonly string[] = []) {
    super(message, {
      exitCode: 2,
      advice: [...advice, "", "https://aka.ms/cli_ref", "Read more about the command in reference docs"],
    });
  }
}

/**
 * Runs what az runs for its `show` commands: there, an answer 404 is exit code 3 whichever the service
 * (azure-cli-core, `show_exception_handler`).
 */
export async function showing<T>(work: Promise<T>): Promise<T> {
  return await recoded(work, (error) => (error.status === 404 ? 3 : error.exitCode));
}

/** Runs what az runs for the data plane: every error answer is exit code 1 there, 404 too (`keyvault_exception_handler`). */
export async function plainly<T>(work: Promise<T>): Promise<T> {
  return await recoded(work, () => 1);
}

/** Runs what az runs while it reads the command line: every error answer is exit code 2 there (azure-cli-core, validators). */
export async function validating<T>(work: Promise<T>): Promise<T> {
  return await recoded(work, () => 2);
}

async function recoded<T>(work: Promise<T>, exitCode: (error: AzError) => number): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AzError) || error.status === undefined) throw error;
    const { message, advice, status, code } = error;
    throw new AzError(message, { exitCode: exitCode(error), advice, status, code });
  }
}

import { mask, Secret } from "../azure/secret.ts";
import { NotKnownYet } from "../tutorial/step.ts";
import { fill } from "../tutorial/template.ts";
import type { Redactor } from "./redaction/redactor.ts";

/** Everything that `${name}` can stand for in one run: inputs, captures, observations; secret ones kept apart. */
export class Values {
  readonly plain = new Map<string, string>();
  readonly secrets = new Map<string, Secret>();
  readonly #redactor: Redactor;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  set(name: string, value: string | Secret): void {
    if (value instanceof Secret) {
      this.secrets.set(name, value);
      this.#redactor.add(value);
    } else {
      this.plain.set(name, value);
    }
  }

  /** The value as a command needs it. Throws `NotKnownYet`, also for a secret of which only the fingerprint is known. */
  textOf = (name: string): string => {
    const secret = this.secrets.get(name);
    const value = secret?.isKnown === true ? secret.reveal() : this.plain.get(name);
    if (value === undefined) throw new NotKnownYet(name);
    return value;
  };

  /** A template with what is known filled in, secrets masked. */
  filled = (template: string): string => fill(template, this.shownOf);

  /** The value as it is shown: secrets masked, and what is not known yet as its placeholder. */
  shownOf = (name: string): string => {
    if (this.secrets.has(name)) return mask;
    return this.plain.get(name) ?? `\${${name}}`;
  };
}

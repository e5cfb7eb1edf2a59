import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

/**
 * A secret value from the moment of its capture. It never turns into text by accident: `String`, `JSON.stringify` and
 * `console.log` show a mask. Of a secret that an earlier process captured only the fingerprint is known.
 */
export class Secret {
  readonly #value: string | undefined;
  #fingerprint: string | undefined;

  private constructor(value: string | undefined, fingerprint: string | undefined) {
    this.#value = value;
    this.#fingerprint = fingerprint;
  }

  /** A secret whose value is at hand. */
  static of(value: string): Secret {
    return new Secret(value, undefined);
  }

  /** A secret known only by the fingerprint that a journal holds. */
  static remembered(fingerprint: string): Secret {
    return new Secret(undefined, fingerprint);
  }

  /** Whether the value itself is at hand. */
  get isKnown(): boolean {
    return this.#value !== undefined;
  }

  /** The value. Throws when only the fingerprint is known: ask `isKnown` first. */
  reveal(): string {
    if (this.#value === undefined) throw new Error("only the fingerprint of this secret is known");
    return this.#value;
  }

  /** Whether this secret has the given value. */
  matches(value: string): boolean {
    if (this.#value !== undefined) return this.#value === value;
    const [salt = "", hash = "", cost = usualCost] = (this.#fingerprint ?? "").split(":");
    return timingSafeEqual(Buffer.from(hash, "hex"), hashOf(value, salt, Number(cost)));
  }

  /**
   * `salt:hash`, slow to guess (scrypt): what may be written down so that a later process recognises the value.
   * @param cost scrypt's N, a power of two; one that isn't the usual is written down, too: `salt:hash:cost`
   */
  fingerprint(cost = usualCost): string {
    if (this.#fingerprint !== undefined) return this.#fingerprint;
    const salt = randomBytes(16).toString("hex");
    // Slow on purpose, so once is enough.
    const hash = hashOf(this.reveal(), salt, cost).toString("hex");
    this.#fingerprint = cost === usualCost ? `${salt}:${hash}` : `${salt}:${hash}:${cost}`;
    return this.#fingerprint;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return mask;
  }
}

/** What is shown in place of a secret. */
export const mask = "••••••••";

/** What scrypt costs of its own accord: about 50 ms and 16 MB a guess. */
const usualCost = 16_384;

function hashOf(value: string, salt: string, cost: number): Buffer {
  return scryptSync(value, salt, 32, { cost });
}

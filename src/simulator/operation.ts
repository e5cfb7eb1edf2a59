import type { Latency } from "./latency.ts";
import type { State } from "./state.ts";

/** The simulated Azure that an operation works on. Time and randomness come from here, so that a test can hold them still. */
export interface SimulatedAzure {
  readonly state: State;
  readonly latency: Latency;
  /** Milliseconds since the epoch. */
  now(this: void): number;
  /** A fresh GUID. */
  guid(this: void): string;
  /** `bytes` random bytes as lower-case hexadecimal digits. */
  hex(this: void, bytes: number): string;
  /** Hears of an error that is no `ServiceError`: a bug of the simulator. Without it the error is thrown on. */
  onBug?(this: void, bug: unknown): void;
}

/** Who calls: the claims of a token whose signature, audience, issuer and lifetime were verified. */
export interface Caller {
  appId: string;
  objectId: string;
  tenantId: string;
  /** Set for a person (delegated token); absent for an application. */
  userPrincipalName?: string;
  issuer: string;
}

/** One request to a service, without HTTP: what an operation gets. */
export interface Call {
  readonly azure: SimulatedAzure;
  readonly caller: Caller;
  /** Named parts of the path, decoded, in the case in which they were sent. */
  readonly params: Record<string, string>;
  /** The decoded query. */
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined where there is none. */
  readonly body: unknown;
  readonly url: URL;
}

/** What an operation answers. `body` undefined means an empty body. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One operation of a service: `(state, input) → answer`; it throws a `ServiceError` for an answer that is an error. */
export type Operation = (call: Call) => Answer;

/** One row of a service's route table: method, path with `:names`, operation (which may have to wait, to sign a token). */
export type Route = readonly [method: string, path: string, operation: (call: Call) => Answer | Promise<Answer>];

/** An error as the service words it; each service writes it into its own envelope. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string;
  readonly innerCode: string | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { innerCode?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.innerCode = more.innerCode;
    this.headers = more.headers ?? {};
  }
}

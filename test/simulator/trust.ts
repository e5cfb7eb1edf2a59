import { setDefaultCACertificates } from "node:tls";

const authorities: string[] = [];

/**
 * Has this process trust a simulator's authority, beside those of simulators before. An SDK client's `tlsOptions` are not
 * used when it has a proxy. The usual authorities are left out: to read hundreds of them takes longer than a simulator
 * takes to start, and no test asks anyone whom they vouch for.
 * @param ca its certificate (PEM)
 */
export function trust(ca: string): void {
  authorities.push(ca);
  setDefaultCACertificates(authorities);
}

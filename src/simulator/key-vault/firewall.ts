import { ServiceError } from "../operation.ts";
import type { Call } from "../operation.ts";
import { isInRule } from "../resource-manager/network-acls.ts";
import type { Vault } from "../state.ts";

/**
 * The address from which callers come, as a vault sees it: one that is nobody's (RFC 5737), since a vault's rules take
 * public addresses alone and the true one is this machine's own.
 */
export const clientAddress = "203.0.113.7";

/**
 * Keeps a caller out whom the vault's firewall does not let in. Nobody here comes from a virtual network, over a private
 * link, or is a trusted service.
 *
 * @throws ServiceError 403: ForbiddenByConnection where public access is disabled, ForbiddenByFirewall where no IP rule
 * holds (both quoted in Key Vault's troubleshooting pages; the lines after the sentence as users have posted them)
 */
export function refuseByFirewall({ location, name, networkAcls, publicNetworkAccess }: Vault, { caller }: Call): void {
  const who = `Caller: appid=${caller.appId};oid=${caller.objectId};iss=${caller.issuer}`;
  const where = `Vault: ${name};location=${location}`;
  if (publicNetworkAccess.toLowerCase() === "disabled") {
    const sentence =
      "Public network access is disabled and request is not from a trusted service nor via an approved private link.";
    throw forbidden("ForbiddenByConnection", [sentence, who, where]);
  }
  if (readAction(networkAcls) === "Allow" || rulesOf(networkAcls).some((rule) => isInRule(clientAddress, rule))) return;
  const sentence = "Client address is not authorized and caller is not a trusted service.";
  throw forbidden("ForbiddenByFirewall", [sentence, `Client address: ${clientAddress}`, who, where]);
}

function readAction(acls: unknown): unknown {
  return isObject(acls) ? (acls["defaultAction"] ?? "Allow") : "Allow";
}

function rulesOf(acls: unknown): string[] {
  const rules = isObject(acls) ? acls["ipRules"] : undefined;
  return Array.isArray(rules) ? rules.map((rule) => String(isObject(rule) ? rule["value"] : "")) : [];
}

function forbidden(innerCode: string, lines: readonly string[]): ServiceError {
  return new ServiceError(403, "Forbidden", `${lines.join("\r\n")}\r\n`, { innerCode });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

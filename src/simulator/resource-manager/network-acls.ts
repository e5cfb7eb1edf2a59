import { isIPv4 } from "node:net";
import { recordOf } from "./body.ts";
import { badRequest, refuseUnplayed } from "./refuse.ts";

/** A vault's firewall, as it is shown. */
export interface NetworkAcls {
  bypass: string;
  defaultAction: string;
  ipRules?: { value: string }[];
  virtualNetworkRules?: object[];
}

/**
 * Reads a vault's firewall. One that keeps callers out names its rules even where it has none, one that lets all in and
 * has no rules is not shown (both recorded in az's test_keyvault_mgmt.yaml).
 *
 * @returns null for no firewall
 * @throws ServiceError 400 "The parameter networkAcls has an invalid value." (terraform-provider-azurerm, network_acls)
 */
export function readNetworkAcls(given: unknown): NetworkAcls | null {
  if (given === null) return null;
  const acls = recordOf(given);
  const { bypass = "AzureServices", defaultAction = "Allow", ipRules = [], virtualNetworkRules = [] } = acls;
  const names = ["bypass", "defaultAction", "ipRules", "virtualNetworkRules"];
  refuseUnplayed(acls, names, "vault", "properties.networkAcls.");
  const read = {
    bypass: oneOf(bypass, ["AzureServices", "None"]),
    defaultAction: oneOf(defaultAction, ["Allow", "Deny"]),
    ipRules: listOf(ipRules).map(readIpRule),
    virtualNetworkRules: listOf(virtualNetworkRules).map(readVirtualNetworkRule),
  };
  const isOpen = read.defaultAction === "Allow" && read.ipRules.length + read.virtualNetworkRules.length === 0;
  return isOpen && read.bypass === "AzureServices" ? null : read;
}

/** Whether an IPv4 address lies in a rule, which is an address or a range such as `203.0.113.0/24`. */
export function isInRule(address: string, rule: string): boolean {
  const [network = "", bits = "32"] = rule.split("/");
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(network) / size);
}

/** "IP address ranges reserved for private networks (RFC 1918) aren't allowed in IP rules" ("Configure Azure Key Vault networking settings"). */
function readIpRule(given: unknown): { value: string } {
  const rule = recordOf(given);
  refuseUnplayed(rule, ["value"], "vault", "properties.networkAcls.ipRules.");
  const { value } = rule;
  const [, address = "", bits = "32"] = /^([\d.]+)(?:\/(\d{1,2}))?$/.exec(String(value)) ?? [];
  const isPrivate = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((range) => isInRule(address, range));
  if (!isIPv4(address) || Number(bits) > 32 || isPrivate) throw invalidAcls();
  return { value: `${address}/${bits}` };
}

function readVirtualNetworkRule(given: unknown): object {
  const rule = recordOf(given);
  refuseUnplayed(
    rule,
    ["id", "ignoreMissingVnetServiceEndpoint", "state"],
    "vault",
    "properties.networkAcls.virtualNetworkRules.",
  );
  const { id, ignoreMissingVnetServiceEndpoint: ignores } = rule;
  if (!/\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i.test(String(id))) throw invalidAcls();
  return {
    id: String(id).toLowerCase(),
    ...(typeof ignores === "boolean" && { ignoreMissingVnetServiceEndpoint: ignores }),
  };
}

function oneOf(given: unknown, allowed: readonly string[]): string {
  const found = allowed.find((each) => each.toLowerCase() === String(given).toLowerCase());
  if (found === undefined) throw invalidAcls();
  return found;
}

function listOf(given: unknown): unknown[] {
  if (given === null) return [];
  if (!Array.isArray(given)) throw invalidAcls();
  return given;
}

function invalidAcls() {
  return badRequest("The parameter networkAcls has an invalid value.");
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

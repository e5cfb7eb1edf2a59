import { wordsOf } from "../compare/same-command.ts";
import type { DraftDeclaration } from "./draft.ts";

/** What a command does to resources, as a draft declares it. */
export interface CommandEffect {
  makes?: readonly DraftDeclaration[];
  removes?: readonly DraftDeclaration[];
  /** The kind of what it makes, where it is not to be run again while that is there. */
  unlessThere?: string;
}

/** What a whole article tells of its resources. */
export interface ArticleFacts {
  /** It sets access policies, so its vaults have to use them. */
  setsPolicies: boolean;
}

type Read = (options: Options, facts: ArticleFacts) => CommandEffect | undefined;

// What az makes, by its commands. Its defaults: `az <command> --help` of 2.91.0.
const effects: Readonly<Record<string, Read>> = {
  "az group create": ({ one }) => {
    const name = one("--name", "-n", "--resource-group", "-g");
    if (name === undefined) return undefined;
    const group = defined({ "resource-group": name, location: one("--location", "-l") });
    return { makes: [group], unlessThere: "resource-group" };
  },
  "az keyvault create": ({ one }, { setsPolicies }) => {
    const name = one("--name", "-n");
    if (name === undefined) return undefined;
    const authorization = one("--enable-rbac-authorization") ?? String(!setsPolicies);
    const access = authorization === "false" ? "policy" : "rbac";
    const days = one("--retention-days");
    const place = { "resource-group": one("--resource-group", "-g"), location: one("--location", "-l") };
    const vault = defined({ vault: name, ...place, access, retention: days && `${days} days` });
    // az lets whoever makes a vault with access policies do everything in it.
    const policy = { "access-policy": name, principal: "${userId}", permissions: "all" };
    return { makes: access === "policy" ? [vault, policy] : [vault], unlessThere: "vault" };
  },
  "az ad sp create-for-rbac": ({ one }) => {
    const name = one("--name", "-n");
    const [role, scope] = [one("--role"), one("--scopes")];
    if (name === undefined) return undefined;
    const given =
      role === undefined || scope === undefined
        ? []
        : [{ "role-assignment": role, principal: "${principalId}", scope }];
    return { makes: [{ application: name, passwords: 1 }, { "service-principal": name, as: "principalId" }, ...given] };
  },
  "az keyvault set-policy": ({ one, all }) => {
    const vault = one("--name", "-n");
    const principal = one("--object-id") ?? (one("--upn") === undefined ? "${principalId}" : "${userId}");
    const permissions = {
      secrets: all("--secret-permissions"),
      keys: all("--key-permissions"),
      certificates: all("--certificate-permissions"),
    };
    return vault === undefined
      ? undefined
      : { makes: [defined({ "access-policy": vault, principal, ...permissions })] };
  },
  "az role assignment create": ({ one }) => {
    const [role, scope] = [one("--role"), one("--scope")];
    const principal = one("--assignee-object-id") ?? "${principalId}";
    return role === undefined || scope === undefined
      ? undefined
      : { makes: [{ "role-assignment": role, principal, scope }] };
  },
  "az keyvault secret set": ({ one }) => secret(one, (each) => ({ makes: [each] })),
  "az keyvault secret delete": ({ one }) => secret(one, (each) => ({ removes: [each] })),
  "az keyvault delete": ({ one }) => {
    const name = one("--name", "-n");
    return name === undefined ? undefined : { removes: [{ vault: name }] };
  },
  "az group delete": ({ one }) => {
    const name = one("--name", "-n", "--resource-group", "-g");
    return name === undefined ? undefined : { removes: [{ "resource-group": name }] };
  },
};

/** Commands that only look at something, or are not Azure's: they need no declaration. */
const looks = /^(?:az (?:\S+ )*(?:show|list|version|exists|get)(?:-\S+)?$|(?!az ))/;

/**
 * Tells what a command makes and removes.
 * @param line with the draft's values in it
 * @returns undefined where nobody knows: a tutorial that does not declare it could not prove it
 */
export function effectOf(line: string, facts: ArticleFacts): CommandEffect | undefined {
  const words = wordsOf(line) ?? [];
  const first = words.findIndex((word) => word.startsWith("-"));
  const name = words.slice(0, first === -1 ? words.length : first).join(" ");
  if (looks.test(name)) return {};
  return effects[name]?.(optionsOf(words), facts);
}

interface Options {
  /** The value of the first of these options that is there. */
  one(this: void, ...names: string[]): string | undefined;
  /** The values of an option; undefined where it is not there. */
  all(this: void, name: string): string[] | undefined;
}

function optionsOf(words: readonly string[]): Options {
  const given = new Map<string, string[]>();
  for (const word of words) {
    if (/^--?[a-z]/i.test(word)) given.set(word, []);
    else [...given.values()].at(-1)?.push(word);
  }
  return {
    one: (...names) => names.map((name) => given.get(name)?.[0]).find((value) => value !== undefined),
    all: (name) => given.get(name),
  };
}

function secret(
  one: Options["one"],
  effect: (declaration: DraftDeclaration) => CommandEffect,
): CommandEffect | undefined {
  const [vault, name] = [one("--vault-name"), one("--name", "-n")];
  return vault === undefined || name === undefined ? undefined : effect({ secret: `${vault}/${name}` });
}

function defined(declaration: Record<string, unknown>): DraftDeclaration {
  return Object.fromEntries(Object.entries(declaration).filter(([, value]) => value !== undefined));
}

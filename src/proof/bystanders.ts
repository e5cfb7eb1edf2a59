import type { Az } from "../azure/az.ts";
import type { State } from "../simulator/state.ts";

/** An application that is not the run's, and may do nothing with what the run makes. */
export interface Stranger {
  clientId: string;
  clientSecret: string;
  /** The object ID of its service principal. */
  objectId: string;
}

const name = "bystander";

/** Makes what was there before the run and has nothing to do with it: a group, a vault with a secret, an application. */
export async function makeBystanders(az: Az, state: State): Promise<Stranger> {
  const run = async (...args: string[]): Promise<string> => {
    const { stdout, error } = await az(args);
    if (error !== undefined) throw new Error(`the simulated Azure has no bystanders: ${error.message}`);
    return stdout;
  };
  await run("group", "create", "-n", name, "-l", "eastus", "-o", "none");
  await run(
    ...["keyvault", "create", "-n", `${name}-vault`, "-g", name, "-l", "eastus", "-o", "none"],
    ...["--enable-rbac-authorization", "false"],
  );
  await run("keyvault", "secret", "set", "--vault-name", `${name}-vault`, "-n", name, "--value", name, "-o", "none");
  const made: { appId: string; password: string } = JSON.parse(await run("ad", "sp", "create-for-rbac", "-n", name));
  const principal = state.servicePrincipals.find(({ appId }) => appId === made.appId);
  return { clientId: made.appId, clientSecret: made.password, objectId: principal?.id ?? "" };
}

/** Removes a bystander that is like what a request is about: as if the request had met the wrong one, too. */
export function removeBystander({ applications, resourceGroups, vaults }: State, url: URL): void {
  if (url.hostname.startsWith("graph.")) return take(applications);
  const isGroup = url.hostname.startsWith("management.") && !url.pathname.includes("/vaults/");
  take(isGroup ? resourceGroups : vaults);
}

function take(list: { name?: string; displayName?: string | null }[]): void {
  const at = list.findIndex((each) => [each.name, each.displayName].some((called) => called?.startsWith(name)));
  if (at >= 0) list.splice(at, 1);
}

import { createEntra } from "../../src/simulator/entra/service.ts";
import type { SimulatedAzure } from "../../src/simulator/operation.ts";

export const azureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/** Posts a form to Entra and gives its status and its JSON. */
export async function postForm(azure: SimulatedAzure, path: string, form: Record<string, string>) {
  const url = `https://login.microsoftonline.com/${path}`;
  const answer = await createEntra(azure).request(url, { method: "POST", body: new URLSearchParams(form) });
  const body: Record<string, unknown> = JSON.parse(await answer.text());
  return { status: answer.status, body };
}

/** Asks the token endpoint of the simulated tenant. */
export function postToken(azure: SimulatedAzure, form: Record<string, string>) {
  return postForm(azure, `${azure.state.tenant.id}/oauth2/v2.0/token`, form);
}

/** Signs the tenant's person in by device code and gives the whole answer of the token endpoint. */
export async function signIn(azure: SimulatedAzure, scope: string): Promise<Record<string, unknown>> {
  const started = await postForm(azure, "organizations/oauth2/v2.0/devicecode", { client_id: azureCli, scope });
  const { body } = await postForm(azure, "organizations/oauth2/v2.0/token", {
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    client_id: azureCli,
    device_code: String(started.body["device_code"]),
  });
  return body;
}

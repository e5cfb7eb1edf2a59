import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { azureCli, postForm, postToken, signIn } from "../sign-in.ts";

const management = "https://management.core.windows.net//.default offline_access openid profile";

describe("a sign-in by device code", () => {
  test("tells the person what to do in az's words", async () => {
    const { body } = await postForm(azureWith(), "common/oauth2/v2.0/devicecode", { client_id: azureCli });
    expect(body).toMatchObject({ verification_uri: "https://microsoft.com/devicelogin", expires_in: 900 });
    expect(body["user_code"]).toMatch(/^[0-9A-Z]{9}$/);
    expect(body["message"]).toBe(
      "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code " +
        `${String(body["user_code"])} to authenticate.`,
    );
  });

  test("gives a delegated token, an ID token and the client info that MSAL's cache is keyed with", async () => {
    const azure = azureWith();
    const { tenant, user } = azure.state;
    const tokens = await signIn(azure, management);
    expect(decodeJwt(String(tokens["access_token"]))).toMatchObject({
      aud: "https://management.core.windows.net/",
      appid: azureCli,
      idtyp: "user",
      oid: user.id,
      upn: user.userPrincipalName,
    });
    expect(decodeJwt(String(tokens["id_token"]))).toMatchObject({ aud: azureCli, tid: tenant.id, oid: user.id });
    const clientInfo = Buffer.from(String(tokens["client_info"]), "base64url").toString();
    expect(JSON.parse(clientInfo)).toEqual({ uid: user.id, utid: tenant.id });
    expect(String(tokens["scope"]).split(" ")).toContain("https://management.core.windows.net//.default");
  });

  test("can be redeemed once", async () => {
    const azure = azureWith();
    const { body } = await postForm(azure, "common/oauth2/v2.0/devicecode", { client_id: azureCli });
    const form = { grant_type: "device_code", client_id: azureCli, device_code: String(body["device_code"]) };
    expect((await postToken(azure, form)).status).toBe(200);
    expect((await postToken(azure, form)).body).toMatchObject({ error: "invalid_grant", error_codes: [70000] });
  });

  test("is over after a quarter of an hour", async () => {
    let now = 0;
    const azure = azureWith({ now: () => now });
    const { body } = await postForm(azure, "common/oauth2/v2.0/devicecode", { client_id: azureCli });
    now = 900_000;
    const form = { grant_type: "device_code", client_id: azureCli, device_code: String(body["device_code"]) };
    expect((await postToken(azure, form)).body).toMatchObject({ error: "expired_token", error_codes: [70020] });
  });

  test("is not for clients that are not in the tenant", async () => {
    const form = { client_id: "11111111-2222-4333-8444-555555555555" };
    const { body } = await postForm(azureWith(), "common/oauth2/v2.0/devicecode", form);
    expect(body).toMatchObject({ error_codes: [700016] });
  });
});

function refresh(token: unknown, more: Record<string, string> = {}): Record<string, string> {
  const scope = "https://graph.microsoft.com//.default offline_access";
  return { grant_type: "refresh_token", client_id: azureCli, refresh_token: String(token), scope, ...more };
}

describe("a refresh token", () => {
  test("gives a token for another service", async () => {
    const azure = azureWith();
    const tokens = await signIn(azure, management);
    const { body } = await postToken(azure, refresh(tokens["refresh_token"]));
    expect(decodeJwt(String(body["access_token"])).aud).toBe("https://graph.microsoft.com/");
  });

  test("of another client, or that is none, is refused", async () => {
    const azure = azureWith();
    const tokens = await signIn(azure, management);
    const stolen = refresh(tokens["refresh_token"], { client_id: "11111111-2222-4333-8444-555555555555" });
    for (const form of [stolen, refresh(tokens["access_token"]), refresh("nonsense")]) {
      expect((await postToken(azure, form)).body).toMatchObject({ error: "invalid_grant", error_codes: [9002313] });
    }
  });

  test("is over after ninety days", async () => {
    let now = 0;
    const azure = azureWith({ now: () => now });
    const tokens = await signIn(azure, management);
    now = 91 * 24 * 60 * 60 * 1000;
    const { body } = await postToken(azure, refresh(tokens["refresh_token"]));
    expect(body).toMatchObject({ error_codes: [700082] });
  });
});

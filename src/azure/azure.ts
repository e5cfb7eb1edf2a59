import type { KeyVaultManagementClient } from "@azure/arm-keyvault";
import type { AuthorizationManagementClient } from "@azure/arm-authorization";
import type { ResourceManagementClient } from "@azure/arm-resources";
import type { TokenCredential } from "@azure/core-auth";
import type { HttpClient, PipelineOptions } from "@azure/core-rest-pipeline";
import type { SecretClient } from "@azure/keyvault-secrets";
import type { Az, AzProgram } from "./az.ts";
import { readAzOutput } from "./az-output.ts";
import { createHttpClient } from "./http-client.ts";
import type { Secret } from "./secret.ts";
import { createAzCredential, managementScope, type AzCredential } from "./token.ts";

/** How an Azure is reached; whether it is the real one cannot be told from here. */
export interface Connection {
  az: Az;
  program: AzProgram;
  /** What makes the connections of every SDK client of this process, where they lead through a proxy; or nothing. */
  clientOptions: Pick<PipelineOptions, "agent" | "retryOptions">;
  /** What carries the requests of the SDK's clients, where not the network does. */
  httpClient?: HttpClient;
  /** Variables for child processes that talk to Azure. */
  environment: Readonly<Record<string, string>>;
}

/** Options that every SDK client of a run gets. */
export interface ClientOptions extends Pick<PipelineOptions, "agent" | "retryOptions"> {
  httpClient: HttpClient;
}

/** The subscription that az is signed in to, as `az account show` tells it. */
export interface Account {
  subscriptionId: string;
  subscriptionName: string;
  tenantId: string;
  userName: string;
}

/** An application's own identity. */
export interface ApplicationIdentity {
  tenantId: string;
  clientId: string;
  clientSecret: Secret;
}

/** An Azure as a step sees it: `az`, the account, and SDK clients that act as the signed-in user or as an application. */
export interface Azure {
  readonly az: Az;
  readonly program: AzProgram;
  readonly clientOptions: ClientOptions;
  /** The signed-in user. */
  readonly credential: AzCredential;
  /** Asked once and remembered. Throws a SurestepError when az is not signed in. */
  account(): Promise<Account>;
  /**
   * Gets the tokens that will be needed, and loads the SDK, while something else takes its time. It never fails: who needs
   * a token later asks again, and is told what is wrong.
   */
  warmUp(): Promise<void>;
  application(identity: ApplicationIdentity): Promise<TokenCredential>;
  resources(): Promise<ResourceManagementClient>;
  vaults(): Promise<KeyVaultManagementClient>;
  roles(): Promise<AuthorizationManagementClient>;
  /**
   * A data-plane client; as the signed-in user unless another credential is given. A vault and a caller have one: a new one
   * would first ask the vault again whom it trusts.
   */
  secrets(vaultUri: string, credential?: TokenCredential): Promise<SecretClient>;
}

/** What tokens are needed for, as the SDK's clients and `graph.ts` name it. */
const scopes = ["https://graph.microsoft.com/.default", managementScope, "https://vault.azure.net/.default"];

/**
 * Makes an Azure of a connection. The SDK is loaded when it is first needed.
 * @param signal ends every request that is under way when the run is stopped
 * @param onSecret told of each token of the signed-in user: nobody may see it
 */
export function createAzure(connection: Connection, signal: AbortSignal, onSecret?: (secret: Secret) => void): Azure {
  const { az } = connection;
  const clientOptions: ClientOptions = {
    ...connection.clientOptions,
    httpClient: createHttpClient(signal, connection.httpClient),
  };
  const credential = createAzCredential(az, { onSecret });
  const secretClients = new WeakMap<TokenCredential, Map<string, SecretClient>>();
  let account: Promise<Account> | undefined;
  // Every token tells it too, so it costs no `az account show`.
  const subscription = async (): Promise<string> => (await credential.getToken(managementScope)).subscriptionId;
  const azure: Azure = {
    az,
    program: connection.program,
    clientOptions,
    credential,
    account() {
      account ??= readAccount(az);
      account.catch(() => (account = undefined));
      return account;
    },
    async warmUp() {
      for (const scope of scopes) await credential.getToken(scope).catch(() => {});
      const clients = [import("@azure/identity"), azure.resources(), azure.vaults(), import("@azure/keyvault-secrets")];
      await Promise.allSettled(clients);
    },
    async application({ tenantId, clientId, clientSecret }) {
      const { ClientSecretCredential } = await import("@azure/identity");
      return new ClientSecretCredential(tenantId, clientId, clientSecret.reveal(), clientOptions);
    },
    async resources() {
      const { ResourceManagementClient } = await import("@azure/arm-resources");
      return new ResourceManagementClient(credential, await subscription(), clientOptions);
    },
    async vaults() {
      const { KeyVaultManagementClient } = await import("@azure/arm-keyvault");
      return new KeyVaultManagementClient(credential, await subscription(), clientOptions);
    },
    async roles() {
      const { AuthorizationManagementClient } = await import("@azure/arm-authorization");
      return new AuthorizationManagementClient(credential, await subscription(), clientOptions);
    },
    async secrets(vaultUri, as = credential) {
      const { SecretClient } = await import("@azure/keyvault-secrets");
      const ofCaller = secretClients.get(as) ?? new Map<string, SecretClient>();
      secretClients.set(as, ofCaller);
      const client = ofCaller.get(vaultUri) ?? new SecretClient(vaultUri, as, clientOptions);
      ofCaller.set(vaultUri, client);
      return client;
    },
  };
  return azure;
}

/** Asks `az account show`, which needs no network. Throws a SurestepError when nobody is signed in. */
export async function readAccount(az: Az): Promise<Account> {
  const result = await az(["account", "show", "--output", "json"]);
  const shown: { id: string; name: string; tenantId: string; user: { name: string } } = readAzOutput(
    result,
    ["id", "tenantId", "user"],
    {
      message: "az is not signed in to a subscription.",
      hint: "Sign in with 'az login', then try again.",
    },
  );
  return {
    subscriptionId: shown.id,
    subscriptionName: shown.name,
    tenantId: shown.tenantId,
    userName: shown.user.name,
  };
}

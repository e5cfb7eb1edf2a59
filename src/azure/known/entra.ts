import type { KnownFailure } from "../hint.ts";

const codes = "Microsoft Entra authentication and authorization error codes";

/** What Entra says when it gives no token. */
export const entraFailures: readonly KnownFailure[] = [
  {
    id: "wrong-client-secret",
    class: "drift",
    codes: ["AADSTS7000215"],
    cause:
      "Entra does not accept the application's secret: it is younger than a minute or two, it is the secret's ID, or the application got a new one since.",
    remedy:
      "Wait two minutes and try again; else give it a new one by running the step create-service-principal again.",
    source: "Azure/login issue #475; AADSTS error codes",
  },
  {
    id: "client-secret-is-over",
    class: "setUp",
    codes: ["AADSTS7000222"],
    cause: "The application's secret is over.",
    remedy: "Give it a new one by running the step create-service-principal again.",
    source: codes,
  },
  {
    id: "unknown-application",
    class: "drift",
    codes: ["AADSTS700016", "AADSTS7000229", "AADSTS700038"],
    cause: "Entra does not know the application in this tenant: it is too young, or the tenant is another one.",
    remedy: "Wait a minute; else compare AZURE_TENANT_ID with: az account show --query tenantId",
    source: "microsoft-authentication-library-for-dotnet issue #3706; AADSTS error codes",
  },
  {
    id: "unknown-tenant",
    class: "setUp",
    codes: ["AADSTS90002", "AADSTS900023", "AADSTS50128", "AADSTS50059"],
    cause: "There is no such tenant.",
    remedy: "Compare AZURE_TENANT_ID with: az account show --query tenantId",
    source: codes,
  },
  {
    id: "sign-in-again",
    class: "setUp",
    codes: [
      ...["AADSTS50173", "AADSTS50132", "AADSTS50133", "AADSTS70043", "AADSTS70008", "AADSTS700082", "AADSTS700084"],
      ...["AADSTS50058", "AADSTS50055", "AADSTS50126", "AADSTS50034", "AADSTS50020", "AADSTS50078"],
    ],
    cause: "The sign-in is over or was taken back, or the account is of another tenant.",
    remedy: "Sign in again: az login",
    source: codes,
  },
  {
    id: "clock-wrong",
    class: "setUp",
    codes: ["AADSTS700024", "AADSTS700021", "CERT_NOT_YET_VALID", "CERT_HAS_EXPIRED"],
    text: /certificate (?:is not yet valid|has expired)/,
    cause: "By this machine's clock a token or a certificate is not valid now.",
    remedy: "Set the clock right, then try again.",
    source: `${codes}; OpenSSL, verification errors`,
  },
  {
    id: "conditional-access",
    class: "notAllowed",
    codes: [
      ...["AADSTS53000", "AADSTS53001", "AADSTS53002", "AADSTS53003", "AADSTS53004", "AADSTS530002", "AADSTS530003"],
      ...["AADSTS50005", "AADSTS50097", "AADSTS50105"],
    ],
    cause: "A Conditional Access policy of your tenant does not let you in from this device or in this way.",
    remedy: "Sign in from a device that your organization manages, or use a tenant of your own.",
    source: codes,
  },
  {
    id: "not-consented",
    class: "notAllowed",
    codes: ["AADSTS65001", "AADSTS90094"],
    cause: "Nobody has agreed that this application may do that in your tenant.",
    remedy: "Ask an administrator of the tenant to agree, or use a tenant of your own.",
    source: codes,
  },
  {
    id: "account-disabled",
    class: "notAllowed",
    codes: ["AADSTS50057", "AADSTS50053", "AADSTS7000112"],
    cause: "The account or the application is disabled or locked.",
    remedy: "Ask an administrator of the tenant.",
    source: codes,
  },
  {
    id: "wrong-scope",
    class: "drift",
    codes: ["AADSTS500011", "AADSTS70011", "AADSTS1002012"],
    cause: "The program asks for a token for a service that this tenant does not know.",
    remedy: "Correct the scope that the program asks for, such as https://vault.azure.net/.default",
    source: codes,
  },
  {
    id: "entra-unwell",
    class: "unwell",
    codes: ["AADSTS90033", "AADSTS50000", "AADSTS90055", "AADSTS50196", "AADSTS90024", "temporarily_unavailable"],
    cause: "Entra is unwell, or was asked too often.",
    remedy: "Wait a minute, then run the same command again.",
    source: codes,
  },
  {
    id: "variables-missing",
    class: "drift",
    text: /ChainedTokenCredential authentication failed|EnvironmentCredential is unavailable/,
    cause:
      "The program found no identity: the variables AZURE_CLIENT_ID, AZURE_CLIENT_SECRET and AZURE_TENANT_ID are not all set in its terminal.",
    remedy: "Set them in the same terminal: source ${environmentFile}",
    source: "azure-sdk-for-js issues #5243, #11369 and #23331",
  },
];

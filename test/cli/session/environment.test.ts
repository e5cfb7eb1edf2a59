import { describe, expect, test } from "vitest";
import { childEnvironment, withoutOwnAzure } from "../../../src/cli/session/environment.ts";

describe("the environment of a child process", () => {
  test("has nothing that npm added for a script", () => {
    const environment = childEnvironment({
      PATH: "/bin",
      npm_package_json: "x",
      npm_config_registry: "r",
      INIT_CWD: "/",
    });
    expect(environment).toEqual({ PATH: "/bin", npm_config_registry: "r" });
  });

  test("has nothing that sets inputs of ours", () => {
    expect(childEnvironment({ PATH: "/bin", SURESTEP_SET_secretValue: "x" })).toEqual({ PATH: "/bin" });
  });

  test("of a simulated run has nothing of the reader's own Azure", () => {
    expect(withoutOwnAzure({ PATH: "/bin", AZURE_CLIENT_ID: "x", ARM_TENANT_ID: "y" })).toEqual({ PATH: "/bin" });
  });
});

import { basename } from "node:path";
import { exitCodes, SurestepError } from "../../errors.ts";

/** An npm package with a version, and the tutorial's input that takes it. */
export interface SdkPackage {
  input: "secretsPackage" | "identityPackage";
  /** As npm takes it: `@azure/identity@4.13.0`. */
  spec: string;
}

/** One az with one set of packages. */
export interface Combination {
  title: string;
  az: string;
  packages: readonly SdkPackage[];
}

/**
 * Reads `--sdk`: `4.9.0` is a version of @azure/keyvault-secrets; `identity@4.13.0` names the other package.
 * @throws SurestepError (exit code 2)
 */
export function readSdk(text: string | undefined): SdkPackage[] {
  if (text === undefined) return [];
  return text.split(",").map((part) => {
    const [, name = "keyvault-secrets", version] =
      /^(?:(?:@azure\/)?(keyvault-secrets|identity)@)?([\w.-]+)$/.exec(part) ?? [];
    if (version === undefined) {
      throw new SurestepError(`'${part}' is no version of the SDK.`, {
        hint: "Write 4.12.0 for @azure/keyvault-secrets, or identity@4.14.1.",
        exitCode: exitCodes.badInput,
      });
    }
    return { input: name === "identity" ? "identityPackage" : "secretsPackage", spec: `@azure/${name}@${version}` };
  });
}

/** Each az with each package; with the newest packages where none is named. */
export function combinations(azs: readonly string[], sdk: readonly SdkPackage[]): Combination[] {
  return azs.flatMap((az) => {
    const name = /^\d/.test(az) || az === "builtin" ? `az ${az}` : basename(az) === "az" ? az : `az ${az}`;
    if (sdk.length === 0) return [{ title: name, az, packages: [] }];
    return sdk.map((each) => ({ title: `${name}, ${each.spec}`, az, packages: [each] }));
  });
}

import * as der from "../../der.ts";
import { badParameter } from "../key-vault-error.ts";

/** The attributes of a name, by their short forms (RFC 4514, and what Windows knows beside). */
const attributes: Readonly<Record<string, string>> = {
  CN: "2.5.4.3",
  SN: "2.5.4.4",
  SERIALNUMBER: "2.5.4.5",
  C: "2.5.4.6",
  L: "2.5.4.7",
  S: "2.5.4.8",
  ST: "2.5.4.8",
  STREET: "2.5.4.9",
  O: "2.5.4.10",
  OU: "2.5.4.11",
  T: "2.5.4.12",
  G: "2.5.4.42",
  E: "1.2.840.113549.1.9.1",
  DC: "0.9.2342.19200300.100.1.25",
};

/**
 * Encodes a subject such as `CN=www.example.com, O="Some, Company"`. What stands last comes first, as the service does it
 * (recorded in az's test_keyvault_certificate_crud.yaml). Throws 400 for what is no name.
 */
export function encodeName(subject: string): Buffer {
  const parts = subject.match(/(?:"(?:[^"]|"")*"|\\.|[^,;"\\])+/g) ?? [];
  return der.sequence(...parts.map((part) => encodePart(part, subject)).toReversed());
}

function encodePart(part: string, subject: string): Buffer {
  const [, name = "", value = ""] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
  const id = attributes[name.toUpperCase()];
  if (id === undefined || value === "") {
    throw badParameter(`Property has invalid value: subject. '${subject}' is no X.500 distinguished name.`);
  }
  const bare = value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value.replaceAll(/\\(.)/g, "$1");
  return der.set(der.sequence(der.objectIdentifier(id), der.directoryString(bare)));
}

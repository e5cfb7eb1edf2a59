import { z } from "zod";
import { ServiceError } from "../../operation.ts";
import type { Answer } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import { readBody } from "../keys/key-request.ts";
import { addressOf } from "../object-attributes.ts";
import { certificatesOf } from "./certificate-bundle.ts";

const contactsRequest = z.object({
  contacts: z.array(z.object({ email: z.string(), name: z.string().optional(), phone: z.string().optional() })),
});

/** Get Certificate Contacts: who is told what happens to the vault's certificates. */
export const getCertificateContacts: VaultOperation = (vault) => contactsAnswer(vault, contactsOf(vault));

/** Set Certificate Contacts: what it says replaces what was there. */
export const setCertificateContacts: VaultOperation = (vault, call) => {
  const { contacts } = readBody(contactsRequest, call.body);
  certificatesOf(vault).contacts = contacts;
  return contactsAnswer(vault, contacts);
};

/** Delete Certificate Contacts: answers whom there were. */
export const deleteCertificateContacts: VaultOperation = (vault) => {
  const contacts = contactsOf(vault);
  certificatesOf(vault).contacts = null;
  return contactsAnswer(vault, contacts);
};

/** The 404 is recorded in the tests of the SDK for JavaScript. */
function contactsOf(vault: Vault): object[] {
  const { contacts } = certificatesOf(vault);
  if (contacts === null) throw new ServiceError(404, "ContactsNotFound", "Contacts not found");
  return contacts;
}

function contactsAnswer(vault: Vault, contacts: object[]): Answer {
  return { status: 200, body: { id: addressOf(vault, "certificates", "contacts"), contacts } };
}

import { findAllBy, remove } from "../lookup.ts";
import type { Answer, Call, SimulatedAzure } from "../operation.ts";
import type { DeletedItem } from "../state.ts";
import { entityAnswer, listAnswer } from "./answer.ts";
import { writeApplication } from "./application.ts";
import { notFound } from "./graph-error.ts";
import { writeServicePrincipal } from "./service-principal.ts";
import { graphTime } from "./time.ts";

const retention = 30 * 24 * 60 * 60 * 1000;

/** Lists the deleted applications, or the deleted service principals. */
export function listDeletedItems(kind: DeletedItem["kind"]): (call: Call) => Answer {
  return (call) => {
    const items = keptItems(call.azure).filter((each) => each.kind === kind);
    const written = items.map((each) => writeDeletedItem(call.azure, each));
    return listAnswer(call, `${kind}s`, written);
  };
}

export function getDeletedItem(call: Call): Answer {
  const deleted = findDeletedItem(call);
  const body = { "@odata.type": `#microsoft.graph.${deleted.kind}`, ...writeDeletedItem(call.azure, deleted) };
  return entityAnswer(call, "directoryObjects", body);
}

/** Deletes an application or a service principal for good. */
export function deleteDeletedItem(call: Call): Answer {
  const { state } = call.azure;
  const deleted = findDeletedItem(call);
  remove(state.deletedItems, deleted);
  return { status: 204 };
}

function findDeletedItem({ azure, params }: Call): DeletedItem {
  const id = params["id"] ?? "";
  const deleted = findAllBy(azure.state.deletedItems, "item.id", id).find((each) => isKept(each, azure.now()));
  if (!deleted) throw notFound(id);
  return deleted;
}

function keptItems({ state, now }: SimulatedAzure): DeletedItem[] {
  const time = now();
  return state.deletedItems.filter((each) => isKept(each, time));
}

function isKept({ deletedAt }: DeletedItem, now: number): boolean {
  return deletedAt + retention > now;
}

function writeDeletedItem(azure: SimulatedAzure, deleted: DeletedItem): { id: string } {
  const written =
    deleted.kind === "application" ? writeApplication(azure, deleted.item) : writeServicePrincipal(azure, deleted.item);
  return Object.assign(written, { deletedDateTime: graphTime(deleted.deletedAt) });
}

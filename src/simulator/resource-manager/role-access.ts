import type { State } from "../state.ts";
import { roleDefinitions } from "./role-definitions.ts";

/** Who wants to do what, where: an action on resources or on the data in one. */
export interface Access {
  principalId: string;
  /** A resource's ID, or one inside it; case makes no difference. */
  scope: string;
  action?: string;
  dataAction?: string;
}

/**
 * Whether a role assignment lets a principal do something: one at the scope or above it, that has taken effect, of a role
 * whose actions match. ("Azure role-based access control: how it determines access"; there are no deny assignments here.)
 */
export function isAllowed(state: State, now: number, { principalId, scope, action, dataAction }: Access): boolean {
  return state.roleAssignments.some((assignment) => {
    if (assignment.principalId !== principalId || assignment.effectiveAt > now) return false;
    if (!isWithin(scope, assignment.scope)) return false;
    const role = roleDefinitions.find(({ id }) => id === assignment.roleId);
    if (role === undefined) return false;
    return dataAction === undefined
      ? role.actions.some((pattern) => matches(pattern, action ?? ""))
      : role.dataActions.some((pattern) => matches(pattern, dataAction));
  });
}

/** Whether a scope is another one, or lies in it. */
export function isWithin(scope: string, outer: string): boolean {
  const [inner, around] = [scope, outer].map((each) => each.toLowerCase().replace(/^\/*/, "/").replace(/\/+$/, ""));
  return inner === around || (inner ?? "").startsWith(`${around}/`);
}

function matches(pattern: string, action: string): boolean {
  const expression = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${expression.join(".*")}$`, "i").test(action);
}

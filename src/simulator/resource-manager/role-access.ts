import { findAllBy, remove } from "../lookup.ts";
import type { RoleAssignment, State } from "../state.ts";
import { roleDefinitions } from "./role-definitions.ts";
import type { RoleDefinition } from "./role-definitions.ts";

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
 * that has the action and does not take it away again. ("Azure role-based access control: how it determines access";
 * there are no deny assignments here.)
 */
export function isAllowed(state: State, now: number, access: Access): boolean {
  return findAllowing(state, now, access) !== undefined;
}

/** The role assignment that lets a principal do something; undefined where none does. */
export function findAllowing(
  state: State,
  now: number,
  { principalId, scope, action, dataAction }: Access,
): RoleAssignment | undefined {
  return findAllBy(state.roleAssignments, "principalId", principalId).find((assignment) => {
    if (assignment.effectiveAt > now || !isWithin(scope, assignment.scope)) return false;
    const role = roleDefinitions.find(({ id }) => id === assignment.roleId);
    return role !== undefined && permits(role, action, dataAction);
  });
}

/** Whether a scope is another one, or lies in it. */
export function isWithin(scope: string, outer: string): boolean {
  const [inner, around] = [normalized(scope), normalized(outer)];
  return inner === around || inner.startsWith(`${around}/`);
}

/** Forgets the role assignments at a resource that is deleted, and at all that is in it. */
export function forgetRolesWithin(state: State, deleted: string): void {
  const within = state.roleAssignments.filter(({ scope }) => isWithin(scope, deleted));
  for (const assignment of within) remove(state.roleAssignments, assignment);
}

function permits(role: RoleDefinition, action: string | undefined, dataAction: string | undefined): boolean {
  if (dataAction !== undefined) return role.dataActions.some((pattern) => matches(pattern, dataAction));
  if (action === undefined) return false;
  const has = (patterns: readonly string[]): boolean => patterns.some((pattern) => matches(pattern, action));
  return has(role.actions) && !has(role.notActions);
}

function normalized(scope: string): string {
  return scope.toLowerCase().replace(/^\/*/, "/").replace(/\/+$/, "");
}

function matches(pattern: string, action: string): boolean {
  const expression = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${expression.join(".*")}$`, "i").test(action);
}

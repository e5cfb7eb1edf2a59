import { remove } from "../lookup.ts";
import type { Operation } from "../operation.ts";
import { roleAssignmentOf, showRoleAssignment } from "./get-role-assignment.ts";

/** Takes a role away: 200 with what it was, 204 where there was none. */
export const deleteRoleAssignment: Operation = (call) => {
  const { azure } = call;
  const assignment = roleAssignmentOf(call);
  if (assignment === undefined) return { status: 204 };
  remove(azure.state.roleAssignments, assignment);
  return { status: 200, body: showRoleAssignment(azure, assignment) };
};

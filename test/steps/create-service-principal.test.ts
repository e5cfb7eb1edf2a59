import { afterAll, expect, test } from "vitest";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("create-service-principal");
afterAll(() => done.close());
const application = "application surestep-t000000001";

test("it holds while the application can sign in", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not once its secret was revoked", async () => {
  const broken = await done.brokenBy((state) => (only(state.applications).passwordCredentials = []));
  expect(broken).toEqual([`${application}: passwords: none`]);
});

test("nor with a secret that is another one by now", async () => {
  const [broken] = await done.brokenBy((state) => {
    only(only(state.applications).passwordCredentials).secretText = "another";
  });
  expect(broken).toMatch(/AADSTS7000215/);
});

test("nor with a second password", async () => {
  const [broken, ...more] = await done.brokenBy((state) => {
    const { passwordCredentials } = only(state.applications);
    passwordCredentials.push({ ...only(passwordCredentials), keyId: "20000000-0000-4000-8000-000000000001" });
  });
  expect([broken, more]).toEqual([expect.stringMatching(/passwords: keyId=.*, keyId=/), []]);
});

test("nor with one that is valid for ten years", async () => {
  const [broken] = await done.brokenBy((state) => {
    only(only(state.applications).passwordCredentials).endDateTime = "2039-01-01T00:00:00Z";
  });
  expect(broken).toMatch(/passwords: .*until=2039/);
});

test("nor without the note that says which run made it", async () => {
  const broken = await done.brokenBy((state) => (only(state.applications).notes = null));
  expect(broken).toEqual([`${application}: notes: none`]);
});

test("nor with a role in the subscription that nobody asked for", async () => {
  const broken = await done.brokenBy((state) => {
    state.roleAssignments.push({
      ...{ name: "20000000-0000-4000-8000-000000000002", scope: `/subscriptions/${state.subscription.id}` },
      ...{ roleId: "b24988ac-6180-42a0-ab88-20f7382dd24c", principalId: only(state.servicePrincipals).id },
      ...{ principalType: "ServicePrincipal", createdBy: state.user.id, createdAt: Date.now(), effectiveAt: 0 },
    });
  });
  expect(broken).toEqual([expect.stringMatching(/^not asked for: \+ role Contributor for .* on subscription/)]);
});

test("nor once it was deleted", async () => {
  const broken = await done.brokenBy((state) => {
    state.applications = [];
    state.servicePrincipals = [];
  });
  expect(broken).toContain(`${application}: not there`);
});

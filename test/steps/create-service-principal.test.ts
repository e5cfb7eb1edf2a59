import { afterAll, expect, test } from "vitest";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("create-service-principal");
afterAll(() => done.close());

test("it holds while the application can sign in", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not once its secret was revoked", async () => {
  const [broken] = await done.brokenBy((state) => (only(state.applications).passwordCredentials = []));
  expect(broken).toMatch(/^the application can sign in: AADSTS7000215/);
});

test("nor once it was deleted", async () => {
  const [broken] = await done.brokenBy((state) => {
    state.applications = [];
    state.servicePrincipals = [];
  });
  expect(broken).toMatch(/^the application can sign in: AADSTS700016/);
});

import { expect, test } from "vitest";
import { findFirstFailing } from "../../src/report/bisect.ts";

const versions = Array.from({ length: 31 }, (_, at) => `2.${60 + at}.0`);

test.each([1, 2, 15, 29, 30])("the first version that fails is found, wherever it is (%i)", async (first) => {
  const found = await findFirstFailing(versions, async (version) => versions.indexOf(version) < first);
  expect(found).toBe(versions[first]);
});

test("few versions are tried", async () => {
  const tried: string[] = [];
  await findFirstFailing(versions, async (version) => {
    tried.push(version);
    return versions.indexOf(version) < 17;
  });
  expect(tried.length).toBeLessThanOrEqual(5);
});

test("a version that cannot be tried is left out", async () => {
  const found = await findFirstFailing(["a", "b", "c", "d", "e"], async (version) =>
    version === "c" ? undefined : version < "d",
  );
  expect(found).toBe("d");
});

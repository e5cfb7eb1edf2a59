import { expect, test } from "vitest";
import { azScript } from "../live.ts";
import { addProgram, smallWorld } from "../small-world.ts";

const yaml = `id: application
title: An application
about: Make an application.
article: { title: None, link: "https://example.com", updated: "2026-01-01" }
inputs:
  name: { about: name of the application, default: "application-\${runId}" }
steps:
  - id: application
    title: Make the application
    text: An application.
    timeout: 0s
    run:
      - command: az ad sp create-for-rbac -n \${name} --output json
        capture:
          clientId: { json: [clientId, appId] }
    makes:
      - { application: "\${name}", passwords: 1 }
      - { service-principal: "\${name}" }
  - id: after
    title: Do what needs it
    text: What comes after.
    needs: [application]
    timeout: 0s
    run: ["export CLIENT=\${clientId}"]
  - { id: clean-up, title: Clean up, text: Remove it., cleans-up: true }
`;

test("matrix shows a FAIL where an az no longer prints what the tutorial captures, and a pass where it does", async () => {
  const world = smallWorld(yaml);
  const az = addProgram(world.bin, "az", azScript(`ad*) echo '{"displayName": "x"}' ;;`));
  const { exitCode, stdout, stderr } = await world.surestep(["matrix", "--az", `builtin,${az}`, "--jobs", "1"]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^application +pass +FAIL$/m);
  expect(stdout).toMatch(/^after +pass +-$/m);
  expect(stdout).toContain(`${az}: application failed`);
  expect(stdout).toContain("no longer prints clientId");
  expect(stderr).toContain("az builtin: passed in ");
});

test("matrix says, as JSON too, why a version could not be tried", async () => {
  const world = smallWorld(yaml);
  const { exitCode, stdout } = await world.surestep(["matrix", "--json", "--az", "./nope"]);
  expect(exitCode).toBe(3);
  const { rows, broken } = JSON.parse(stdout);
  expect(rows).toMatchObject([{ title: "az ./nope", cells: {}, problem: expect.stringContaining("nope is no az") }]);
  expect(broken).toEqual([]);
});

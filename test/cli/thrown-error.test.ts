import { expect, test, vi } from "vitest";
import { mask } from "../../src/azure/secret.ts";
import { pinWorld } from "./pin-world.ts";

const pin = "sw0rd~fish/99";
const env = { SURESTEP_SET_pin: pin, SURESTEP_DEBUG: "1" };

test("an error that a step's own code throws shows no secret, neither its sentence nor its stack", async () => {
  const world = pinWorld({
    verify: `
    const pin = secrets.pin.isKnown && secrets.pin.reveal();
    throw Object.assign(new Error(\`it is \${pin} or \${encodeURIComponent(pin)}\`), { pin });`,
  });
  const { exitCode, stdout, stderr } = await world.surestep(["tutorial", "--yes"], { env });
  expect(exitCode).not.toBe(0);
  // The sentence, the original, and the heads of the stacks of the error and of its cause.
  expect(stderr.split(`it is ${mask} or ${mask}`)).toHaveLength(5);
  expect(stderr).toMatch(/at .*look\.ts/);
  expect(stdout + stderr).not.toContain("sw0rd");
});

test("an error that nobody caught is worded, without a secret, and ends the program", async () => {
  const world = pinWorld({ run: "sh -c 'sleep 1; touch note'" });
  const { io, ended } = world.begin(["tutorial", "--yes"], { env });
  await vi.waitUntil(() => io.written.stdout !== "", { interval: 5, timeout: 10_000 });
  io.leave(new Error(`it is ${pin}`));
  await vi.waitUntil(() => io.exits.length > 0, { timeout: 10_000 });
  expect(io.written.stderr).toContain(`Error: it is ${mask}`);
  expect(io.written.stderr).not.toContain("sw0rd");
  await ended;
});

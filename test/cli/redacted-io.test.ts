import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { mask, Secret } from "../../src/azure/secret.ts";
import { redactedIo, type RedactedIo } from "../../src/cli/redacted-io.ts";
import { smallIo, type SmallIo } from "./small-io.ts";

const value = "sw0rd~fish/99";

function redacted(isTerminal = false): { given: SmallIo; io: RedactedIo } {
  const given = smallIo();
  for (const output of [given.stdout, given.stderr]) Object.assign(output, { isTTY: isTerminal, columns: 70 });
  const io = redactedIo(given);
  io.redactor.add(Secret.of(value));
  return { given, io };
}

describe("what is written", () => {
  test("is redacted on both outputs, also where a secret comes in pieces and as bytes", () => {
    const { given, io } = redacted();
    for (const output of [io.stdout, io.stderr]) {
      output.write("it is sw0rd~f");
      output.write(Buffer.from("ish/99, or "));
      for (const byte of Buffer.from(`${encodeURIComponent(value)} ä`)) output.write(Buffer.of(byte));
    }
    io.flush();
    expect(given.written).toEqual({ stdout: `it is ${mask}, or ${mask} ä`, stderr: `it is ${mask}, or ${mask} ä` });
  });

  test("is whole in the end, though it ends like the beginning of a secret", () => {
    const { given, io } = redacted();
    io.stdout.write("it is sw0rd");
    expect(given.written.stdout).toBe("it is ");
    io.exit(1);
    expect(given.written.stdout).toBe("it is sw0rd");
    expect(given.exits).toEqual([1]);
  });

  test("is shown at once on a terminal: nobody waits for the rest of a question", async () => {
    const { given, io } = redacted(true);
    io.stdout.write("A swor");
    io.stdout.write("d or sw0rd~fish/99 or s");
    await setImmediate();
    expect(given.written.stdout).toBe(`A sword or ${mask} or s`);
  });

  test("is redacted whoever writes to the stream, also behind the back of the command line", () => {
    const { given } = redacted();
    given.stderr.write(`{"header":"Bearer ${value}"}\n`);
    expect(given.written.stderr).toBe(`{"header":"Bearer ${mask}"}\n`);
  });
});

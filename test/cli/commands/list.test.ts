import { expect, test } from "vitest";
import { notes } from "../notes.ts";

test("list shows the steps in their order, with numbers, ids and titles", async () => {
  const { exitCode, stdout } = await notes().surestep(["list"]);
  expect(exitCode).toBe(0);
  expect(stdout.split("\n")).toEqual([
    ...["  1  left      Write the left note", "  2  right     Write the right note"],
    ...["  3  both      Write the note of both", "  4  clean-up  Clean up", ""],
  ]);
});

test("list shows the same as JSON", async () => {
  const { stdout } = await notes().surestep(["list", "--json"]);
  expect(JSON.parse(stdout)[2]).toEqual({ number: 3, id: "both", title: "Write the note of both" });
});

import { expect, test } from "vitest";
import { formatJson, formatTsv, pythonDate } from "../../../src/simulator/az/output.ts";

test("JSON has sorted keys at each depth, two spaces, and characters as they are", () => {
  expect(formatJson({ expires_on: 1, expiresOn: "é", b: [{ d: null, c: true }] })).toBe(
    '{\n  "b": [\n    {\n      "c": true,\n      "d": null\n    }\n  ],\n  "expiresOn": "é",\n  "expires_on": 1\n}\n',
  );
});

test("tsv is one row an element, with lists as their length and objects as nothing", () => {
  expect(formatTsv("x", false)).toBe("x\n");
  expect(formatTsv(true, false)).toBe("true\n");
  expect(formatTsv(["x", "y"], false)).toBe("x\ny\n");
  expect(formatTsv([{ b: [1, 2], a: null, c: { d: 1 }, e: false }], false)).toBe("None\t2\t\tFalse\n");
});

test("tsv keeps the order of a query that ordered its values", () => {
  expect(formatTsv([{ b: 1, a: 2 }], true)).toBe("1\t2\n");
  expect(formatTsv([{ b: 1, a: 2 }], false)).toBe("2\t1\n");
});

test("times are written as Python writes them, with microseconds only where there are any", () => {
  expect(pythonDate(1795521600)).toBe("2026-11-24T12:00:00+00:00");
  expect(pythonDate("2026-11-24T12:00:00.000Z")).toBe("2026-11-24T12:00:00+00:00");
  expect(pythonDate("2026-11-24T12:00:00.1234567Z")).toBe("2026-11-24T12:00:00.123456+00:00");
  expect(pythonDate(undefined)).toBeNull();
});

import { smallWorld, type SmallWorld } from "./small-world.ts";

/** What the steps have `npm exec` run, where they are to be others than what writes the notes. */
export interface NotesOptions {
  id?: string;
  left?: string;
  right?: string;
  both?: string;
}

/**
 * A tutorial that needs no cloud: its steps write the notes `left` and `right`, which do not need each other, then `both`,
 * then remove them again.
 */
export function notes(options: NotesOptions = {}): SmallWorld {
  const { id = "notes", left = "touch ${leftName}", right = "touch right", both = "cp ${leftName} both" } = options;
  return smallWorld(`id: ${id}
title: Notes (${id})
about: Write notes.
platform: local
article: { title: None, link: "https://example.com", updated: "2026-01-01" }
inputs:
  leftName: { about: name of the left note, default: left, pattern: "[a-z]+", rule: A name has letters. }
steps:
  - id: left
    title: Write the left note
    text: The note on the left.
    timeout: 1s
    run: [${run(left)}]
    makes: [{ file: "\${leftName}", type: file }]
    hints:
      - { when: no-paper, cause: There is no paper., remedy: Buy some., source: "https://example.com/paper" }
  - id: right
    title: Write the right note
    text: The note on the right.
    timeout: 1s
    run: [${run(right)}]
    makes: [{ file: right, type: file }]
  - id: both
    title: Write the note of both
    text: The note that needs both.
    needs: [left, right]
    timeout: 1s
    run: [${run(both)}]
    makes: [{ file: both, type: file }]
  - id: clean-up
    title: Clean up
    text: Remove the notes.
    cleans-up: true
    timeout: 1s
`);
}

/** A command as YAML has it. */
function run(command: string): string {
  return JSON.stringify(`npm exec ${command}`);
}

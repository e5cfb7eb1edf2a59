import type { KnownFailure } from "../hint.ts";

/** What this machine says: codes of the operating system, as Node.js and npm pass them on. */
export const machineFailures: readonly KnownFailure[] = [
  {
    id: "disk-full",
    class: "setUp",
    codes: ["ENOSPC", "EDQUOT"],
    text: /No space left on device|Disk quota exceeded/,
    cause: "The disk is full, or your part of it.",
    remedy: "Make room, then run the same command again: it goes on where it stopped.",
    source: "errno(3)",
  },
  {
    id: "may-not-write",
    class: "setUp",
    codes: ["EACCES", "EPERM", "EROFS"],
    text: /Permission denied: '[^']*'|Read-only file system/,
    cause: "You may not write or start something on this machine.",
    remedy: "The message names the file: change who may use it, or work in another folder.",
    source: "errno(3)",
  },
  {
    id: "out-of-resources",
    class: "setUp",
    codes: ["EMFILE", "ENFILE", "ENOMEM", "EAGAIN"],
    text: /JavaScript heap out of memory|MemoryError|Cannot allocate memory/,
    cause: "This machine has no memory or no open files left.",
    remedy: "End other programs, then run the same command again.",
    source: "errno(3)",
  },
];

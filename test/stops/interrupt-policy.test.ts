import { resumeAfterInterrupt } from "./interrupt.ts";

await resumeAfterInterrupt("policy");

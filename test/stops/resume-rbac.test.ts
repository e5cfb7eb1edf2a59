import { resumeAfterKill } from "./kill.ts";

await resumeAfterKill("rbac");

import { cleanUpAfterKill } from "./kill.ts";

await cleanUpAfterKill("rbac");

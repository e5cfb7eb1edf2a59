// A simulator in a process of its own, for a test that kills it: `<folder>`. Tells its address when it is ready.
import { startSimulator } from "../../src/simulator/simulator.ts";

const { proxyUrl, ca } = await startSimulator({ folder: process.argv[2] ?? "" });
process.send?.({ proxyUrl, ca });

import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { groupTutorial } from "./live.ts";
import { smallWorld } from "./small-world.ts";

/** What a reader's shell may say of proxies, and which would lead past the simulator, or to nothing. */
const elsewhere = {
  ...{ NO_PROXY: "*,.azure.com,management.azure.com", no_proxy: "*,.azure.com,management.azure.com" },
  ...{ HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" },
  ...{ ALL_PROXY: "http://127.0.0.1:9", all_proxy: "socks5://127.0.0.1:9", NODE_USE_ENV_PROXY: "1" },
  ...{ npm_config_proxy: "http://127.0.0.1:9", npm_config_https_proxy: "http://127.0.0.1:9", npm_config_noproxy: "*" },
};

/** Runs `surestep` as a process: the SDK reads such variables once a process. @returns what it printed; rejects where it fails */
async function surestep(args: readonly string[]): Promise<string> {
  const { cwd, bin } = smallWorld(groupTutorial);
  const env = { ...elsewhere, PATH: bin, HOME: cwd };
  const { stdout } = await promisify(execFile)(process.execPath, [resolve("src/cli/main.js"), ...args], { cwd, env });
  return stdout;
}

test("a simulated run reaches its own Azure alone, whatever the reader's shell says of proxies", async () => {
  expect(await surestep(["tutorial", "--yes"])).toContain("✔  1 Make the group");
});

/** A program that asks Resource Manager by Node's own fetch, then the proxy as a program without its credential. */
const program = `
  const { status, headers } = await fetch("https://management.azure.com/subscriptions?api-version=2022-12-01");
  console.log(status, headers.get("www-authenticate"));
  const { connect } = await import("node:net");
  const { port } = new URL(process.env.HTTPS_PROXY);
  const socket = connect(port, "127.0.0.1");
  socket.write("CONNECT management.azure.com:443 HTTP/1.1\\r\\n\\r\\n");
  for await (const text of socket.setEncoding("utf8")) console.log(text.split("\\r\\n")[0]);
`;

test("a program inside reaches the simulated Azure, and one that was not started there is not let in", async () => {
  const node = [process.execPath, "--input-type=module", "--eval", program];
  const said = (await surestep(["simulate", "--", ...node])).split("\n");
  expect(said[0]).toMatch(/^401 Bearer authorization_uri="https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}"/);
  expect(said[1]).toBe("HTTP/1.1 407 Proxy Authentication Required");
});

// The examples of api/web/examples, as an integrator runs them: copied into an empty folder, with their packages.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { QUESTIONS, ask, atEnd, newPage, open, startHost, startNestline } from "./harness.mjs";

const web = process.env.NESTLINE_WEB_SOURCES ?? new URL("../../api/web", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "nestline-examples-"));
atEnd(() => rmSync(folder, { recursive: true, force: true }));
cpSync(join(web, "examples"), folder, { recursive: true });
const packages = new URL("node_modules", import.meta.url).pathname;
const client = join(folder, "node_modules/@nestline/client");
mkdirSync(client, { recursive: true });
for (const name of readdirSync(packages)) symlinkSync(join(packages, name), join(folder, "node_modules", name));
const tarball = execFileSync(process.execPath, [join(web, "tools/client.mjs"), folder], { encoding: "utf8" }).trim();
execFileSync("tar", ["-xzf", tarball, "-C", client, "--strip-components=1"]);

const nestline = await startNestline();
atEnd(nestline.stop);
nestline.command("site", "create", "hillside", "--name", "Hillside Clinic", "--country", "gb");

/** Runs an example and gives its address. */
async function run(file, env) {
  const child = spawn(process.execPath, [join(folder, file)], {
    env: { ...process.env, NESTLINE: nestline.url, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  atEnd(() => child.kill());
  const port = await new Promise((resolve, reject) => {
    child.stdout.on("data", (bytes) => resolve(/listening on (\d+)/.exec(String(bytes))[1]));
    child.on("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return `http://127.0.0.1:${port}`;
}

async function asksTheWidget(url, opens) {
  nestline.command("site", "edit", "hillside", "--origin", url);
  const tab = await newPage();
  const violations = [];
  await tab.exposeFunction("report", (text) => violations.push(text));
  await tab.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => globalThis.report(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await tab.goto(url);
  if (opens) await open(tab);
  await ask(tab, QUESTIONS.guidance);
  assert.ok(await tab.locator(".answer h3").first().isVisible());
  assert.deepEqual(violations, []);
  assert.deepEqual(tab.errors, []);
  await tab.context().close();
}

test("the static page needs its two values and no more", async () => {
  const html = readFileSync(join(folder, "static.html"), "utf8").replaceAll("https://nestline.example", nestline.url);
  const host = await startHost(nestline.url, { "/": { html } });
  atEnd(host.stop);
  await asksTheWidget(host.url, true);
});

test("the Express page works under its own policy", async () => {
  await asksTheWidget(await run("express.mjs", { SITE: "hillside" }), false);
});

test("a server asks with its key, shows practitioners' text, and hides nothing that went wrong", async () => {
  const out = String(nestline.command("key", "create", "--site", "hillside", "--name", "intranet", "--scope", "practitioner"));
  const url = await run("intranet.mjs", { NESTLINE_KEY: out.split("\n")[0] });
  const tab = await newPage({ javaScriptEnabled: false });
  await tab.goto(url);
  const look = async (question) => {
    await tab.locator("textarea").fill(question);
    await tab.getByRole("button", { name: "Look up" }).click();
  };
  await look("how do I begin a first home visit with a family");
  assert.ok((await tab.locator("article").count()) > 0);
  await look(QUESTIONS.urgent);
  assert.match(await tab.locator("li").first().innerText(), /999/);
  assert.equal(await tab.locator("article").count(), 0);
  await look("");
  assert.match(await tab.getByRole("alert").innerText(), /question/);
  await tab.context().close();
});

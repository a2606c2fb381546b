// What the browser tests share: the real server, host pages on another origin, Chromium and axe.
//   NESTLINE   the binary under test;  NESTLINE_SHOTS  where screenshots go (none: not taken)
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

const CHROMIUM = process.env.NESTLINE_CHROMIUM ?? "/usr/bin/chromium";
const SHOTS = process.env.NESTLINE_SHOTS ?? "";

let chromium;
let axeSource;
try {
  ({ chromium } = await import("playwright-core"));
  axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
} catch {
  throw new Error("playwright-core or axe-core is missing: run `npm ci` in tests/browser (scripts/test does it)");
}
if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: install the Debian package chromium (scripts/test does it)`);
if (!process.env.NESTLINE) throw new Error("NESTLINE must name the binary under test");

export const QUESTIONS = {
  guidance: "my 2 year old screams when I leave her at nursery",
  clarify: "she is difficult",
  no_diagnosis: "is my son autistic",
  urgent: "my baby is not breathing",
  crisis: "i want to die",
  out_of_scope: "who won the football last night",
};

/** Starts the server on a free port. */
export async function startNestline(port = 0) {
  const data = mkdtempSync(join(tmpdir(), "nestline-browser-"));
  const child = spawn(process.env.NESTLINE, ["serve", "--listen", `127.0.0.1:${port}`, "--data", data], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  const url = await new Promise((resolve, reject) => {
    child.stderr.on("data", (bytes) => {
      log += bytes;
      const found = /listening on (http:\/\/[\d.:]+)/.exec(log);
      if (found) resolve(found[1]);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      rmSync(data, { recursive: true, force: true });
      if (child.exitCode !== null) return resolve();
      child.on("exit", () => resolve());
      child.kill("SIGTERM");
    });
  /** A command of the operator, while the server runs. */
  const command = (...args) => execFileSync(process.env.NESTLINE, [...args, "--data", data], { stdio: ["ignore", "pipe", "inherit"] });
  /** The same for a command that reads its standard input. */
  const commandWith = (input, ...args) => execFileSync(process.env.NESTLINE, [...args, "--data", data], { input, stdio: ["pipe", "pipe", "inherit"] });
  return { url, stop, command, commandWith, log: () => log };
}

/**
 * Another origin: pages by path, what the browser reported, and under /nestline/ the server, as a proxy in front of it
 * would show it. `shape` may change or delay what passes.
 */
export async function startHost(target, pages) {
  const host = { reports: [], seen: [], shape: null, target };
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url, "http://host");
    host.seen.push(`${incoming.method} ${pathname}`);
    if (pathname === "/reports") {
      let body = "";
      incoming.on("data", (bytes) => (body += bytes));
      incoming.on("end", () => host.reports.push(body) && outgoing.writeHead(204).end());
      return;
    }
    const page = pages[pathname];
    if (page) {
      outgoing.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...page.headers }).end(page.html);
      return;
    }
    void proxy(host, incoming, outgoing);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  host.url = `http://127.0.0.1:${server.address().port}`;
  host.stop = () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections());
  return host;
}

async function proxy(host, incoming, outgoing) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const shaped = await host.shape?.({ method: incoming.method, path: incoming.url, body: body.toString() });
  if (shaped?.drop) return incoming.socket.destroy();
  if (shaped?.status) {
    return outgoing.writeHead(shaped.status, { "Content-Type": "application/json", ...shaped.headers }).end(shaped.body ?? "");
  }
  const { hostname, port } = new URL(host.target);
  const { url: path, method, headers } = incoming;
  const onward = request({ hostname, port, path, method, headers }, (answer) => {
    const parts = [];
    answer.on("data", (part) => parts.push(part));
    answer.on("end", () => {
      outgoing.writeHead(answer.statusCode, answer.headers).end(Buffer.concat(parts));
    });
  });
  onward.on("error", () => incoming.socket.destroy());
  onward.end(body);
}

export const page = (body, head = "", attributes = 'lang="en"') =>
  `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>A clinic</title>` +
  `<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${head}</head>` +
  `<body><main><h1>A clinic</h1><p>Some words of the clinic's own.</p>${body}</main></body></html>`;

export const widget = (server, attributes = "") =>
  `<script type="module" src="${server}/widget.js"></script>` +
  `<nestline-chat ${attributes}><a href="${server}/ask">Ask</a></nestline-chat>`;

let browser;
const cleanups = [];

/** Registers what must end with the test file, last first. */
export function atEnd(cleanup) {
  cleanups.push(cleanup);
}
after(async () => {
  await browser?.close();
  for (const cleanup of cleanups.reverse()) await cleanup();
});

export async function newPage(options = {}) {
  browser ??= await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 860 }, ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(20_000);
  tab.errors = [];
  tab.on("pageerror", (error) => tab.errors.push(error.message));
  return tab;
}

export async function open(tab) {
  await tab.locator(".launcher").click();
  await ready(tab);
}

/** The panel is there with its topics. */
export async function ready(tab) {
  await tab.locator(".welcome .chip").first().waitFor();
}

export async function ask(tab, question) {
  const before = await tab.locator(".answer").count();
  await tab.locator("#question").fill(question);
  await tab.locator("#question").press("Enter");
  await tab.locator(".answer").nth(before).waitFor();
}

/** Every violation that axe finds, as lines; it looks into shadow roots by itself. */
export async function axe(tab) {
  await tab.evaluate(axeSource);
  const { violations, passes } = await tab.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  if (passes.length < 10) throw new Error("axe looked at next to nothing");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  );
}

/** What is wider than the window, in any shadow root. */
export const overflowing = (tab) =>
  tab.evaluate(() => {
    const wide = [];
    const look = (root) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) look(element.shadowRoot);
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        if (element.closest(".sr, .skip, .unseen, .wide") || style.visibility === "hidden" || box.width === 0) continue;
        if (box.right > innerWidth + 1 || box.left < -1) wide.push(`${element.tagName}.${element.className} ${box.left}..${box.right}`);
      }
    };
    look(document);
    return wide;
  });

export async function shot(tab, name) {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await tab.screenshot({ path: join(SHOTS, `${name}.png`) });
}

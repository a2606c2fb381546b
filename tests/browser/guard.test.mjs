// On a stranger's page: the strictest policy that a host may have, on another origin. Nothing is reported, nothing is
// fetched before it is asked for, nothing is stored, nothing goes to a third party.
import assert from "node:assert/strict";
import test from "node:test";
import { QUESTIONS, ask, atEnd, newPage, open, page, startHost, startNestline, widget } from "./harness.mjs";

const nestline = await startNestline();
atEnd(nestline.stop);
const service = await startHost(nestline.url, {}); // where the service is seen, on an origin that is not the host's
atEnd(service.stop);

const strict = [
  "default-src 'none'",
  `script-src ${service.url}`,
  `connect-src ${service.url}`,
  "style-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  "report-uri /reports",
].join("; ");

const host = await startHost(nestline.url, {
  "/": { html: page(widget(service.url)), headers: { "Content-Security-Policy": strict } },
  "/two": { html: page(widget(service.url, 'site="alpha" country="GB"') + widget(service.url, 'site="beta" mode="inline" lang="es"')) },
  "/frame": { html: page(`<iframe title="Nestline" src="${service.url}/embed?site=alpha"></iframe>`) },
  "/passage": { html: page(widget(service.url)) },
});
atEnd(host.stop);
nestline.command("site", "edit", "default", "--origin", host.url);
for (const id of ["alpha", "beta"]) nestline.command("site", "create", id, "--name", id, "--origin", host.url);

test("a strict policy with Trusted Types has nothing to report, from opening to printing", async () => {
  const tab = await newPage();
  const violations = [];
  await tab.exposeFunction("report", (text) => violations.push(text));
  await tab.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => globalThis.report(`${event.violatedDirective} ${event.blockedURI}`));
    globalThis.print = () => {};
  });
  const others = [];
  tab.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && ![service.url, host.url].includes(origin)) others.push(request.url());
  });
  await tab.goto(host.url);
  await tab.locator(".launcher").waitFor();
  assert.deepEqual(service.seen, ["GET /widget.js"], "before it is opened only the script itself is fetched");
  await open(tab);
  assert.equal(service.seen.filter((one) => /panel-|\/en-/.test(one)).length, 2, "each part once, with its integrity");
  await ask(tab, QUESTIONS.guidance);
  await tab.getByRole("button", { name: "Copy" }).click();
  await tab.getByRole("button", { name: "Print" }).click();
  await tab.locator(".feedback").getByRole("button", { name: "Yes" }).click();
  await tab.locator(".feedback.done").waitFor();
  await ask(tab, QUESTIONS.crisis);
  await tab.locator(".urgent select").selectOption("US");
  await tab.getByRole("button", { name: "Help now" }).click();
  await tab.locator(".help .contact").first().waitFor();

  assert.deepEqual(violations, []);
  assert.deepEqual(host.reports, []);
  assert.deepEqual(others, []);
  assert.deepEqual(tab.errors, []);
  assert.deepEqual(await tab.context().cookies(), []);
  const stored = await tab.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]);
  assert.deepEqual(stored, [0, 0, 0]);
  assert.equal(await tab.locator("head link[rel=modulepreload]").count(), 0, "the host's page is left as it was");
  const sent = service.seen.filter((one) => one.startsWith("POST"));
  assert.ok(sent.includes("POST /v1/feedback"));
  await tab.context().close();
});

test("the collector would have seen a violation", async () => {
  const tab = await newPage();
  await tab.goto(host.url);
  await tab.evaluate(() => {
    const style = document.createElement("style");
    style.textContent = "body { color: red }";
    document.head.append(style);
  });
  for (let i = 0; i < 100 && host.reports.length === 0; ++i) await tab.waitForTimeout(50);
  assert.match(host.reports.join(), /style-src/);
  await tab.context().close();
});

test("two widgets on one page keep to themselves", async () => {
  const tab = await newPage();
  const sites = [];
  tab.on("request", (request) => {
    const site = request.headers()["x-nestline-site"];
    if (request.url().endsWith("/messages")) sites.push(site);
  });
  await tab.goto(`${host.url}/two`);
  const [alpha, beta] = [tab.locator("nestline-chat").nth(0), tab.locator("nestline-chat").nth(1)];
  await beta.locator("#question").fill("no quiero vivir");
  await beta.locator("#question").press("Enter");
  await beta.locator(".answer.urgent").waitFor();
  await alpha.locator(".launcher").click();
  await alpha.locator("#question").fill(QUESTIONS.urgent);
  await alpha.locator("#question").press("Enter");
  await alpha.locator(".answer.urgent .call").first().waitFor();
  assert.equal(await alpha.locator(".answer").count(), 1);
  assert.equal(await beta.locator(".answer").count(), 1);
  assert.equal(await alpha.locator(".panel").getAttribute("lang"), "en");
  assert.equal(await beta.locator(".panel").getAttribute("lang"), "es");
  assert.deepEqual(sites, ["beta", "alpha"]);
  await tab.context().close();
});

test("events tell the host what happened, without a word of the parent's", async () => {
  const tab = await newPage();
  await tab.addInitScript(() => {
    globalThis.heard = [];
    for (const name of ["opened", "answered", "closed"]) {
      addEventListener(`nestline:${name}`, (event) => globalThis.heard.push([name, event.detail]));
    }
  });
  await tab.goto(`${host.url}/passage`);
  await open(tab);
  await ask(tab, QUESTIONS.guidance);
  await ask(tab, QUESTIONS.urgent);
  await tab.keyboard.press("Escape");
  const heard = await tab.evaluate(() => globalThis.heard);
  assert.deepEqual(heard, [["opened", null], ["answered", { kind: "guidance" }], ["answered", { kind: "urgent" }], ["closed", null]]);
  await tab.context().close();
});

test("the host can open one passage", async () => {
  const tab = await newPage();
  await tab.goto(`${host.url}/passage`);
  await tab.locator(".launcher").waitFor();
  const topic = await tab.evaluate(async (url) => {
    const answer = await (await fetch(`${url}/v1/ask`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question: "tantrums" }),
    })).json();
    return answer.passages[0];
  }, service.url);
  await tab.evaluate((id) => document.querySelector("nestline-chat").show(id), topic.id);
  assert.equal(await tab.locator(".passage h3").innerText(), topic.title);
  await tab.context().close();
});

test("quick exit leaves no way back to the page and says good-bye to the conversation", async () => {
  const tab = await newPage();
  await tab.context().route("https://www.wikipedia.org/", (route) => route.fulfill({ body: "elsewhere" }));
  await tab.goto("about:blank");
  await tab.goto(`${host.url}/passage`);
  await open(tab);
  await ask(tab, QUESTIONS.guidance);
  const before = service.seen.length;
  await tab.getByRole("link", { name: "Leave quickly" }).click();
  await tab.waitForURL("https://www.wikipedia.org/");
  await tab.goBack();
  assert.equal(tab.url(), "about:blank");
  for (let i = 0; i < 60 && !service.seen.slice(before).some((one) => one.startsWith("DELETE")); ++i) await tab.waitForTimeout(50);
  assert.ok(service.seen.slice(before).some((one) => one.startsWith("DELETE /v1/conversations/")));
  await tab.context().close();
});

test("the page for an iframe is shown on the site's origins only", async () => {
  const stranger = await startHost(nestline.url, {
    "/": { html: page(`<iframe title="Nestline" src="${service.url}/embed?site=alpha"></iframe>`) },
  });
  const tab = await newPage();
  await tab.goto(stranger.url);
  await tab.waitForTimeout(500);
  const inside = tab.frames()[1];
  assert.equal(await inside?.locator("nestline-chat").count().catch(() => 0), 0, "another origin is refused");
  await tab.goto(`${host.url}/frame`);
  await tab.frameLocator("iframe").locator(".welcome .chip").first().waitFor();
  await tab.context().close();
  await stranger.stop();
});

test("a page that the site does not list gets no answer, and the widget says so without losing the words", async () => {
  const stranger = await startHost(nestline.url, { "/": { html: page(widget(service.url, 'site="alpha"')) } });
  const tab = await newPage();
  await tab.goto(stranger.url);
  await tab.locator(".launcher").click();
  await tab.locator("#question").fill(QUESTIONS.guidance);
  await tab.locator("#question").press("Enter");
  await tab.locator(".trouble").waitFor();
  assert.equal(await tab.locator("#question").inputValue(), QUESTIONS.guidance);
  assert.equal(await tab.locator(".answer").count(), 0);
  await tab.context().close();
  await stranger.stop();
});

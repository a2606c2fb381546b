// When things go wrong: slow networks, a server that goes and comes back, answers that hold what they must not.
import assert from "node:assert/strict";
import test from "node:test";
import { QUESTIONS, ask, atEnd, axe, newPage, open, page, shot, startHost, startNestline, widget } from "./harness.mjs";

let nestline = await startNestline();
atEnd(() => nestline.stop());
const host = await startHost(nestline.url, { "/": { html: page(widget("")) } });
atEnd(host.stop);

async function opened(options) {
  host.shape = null;
  const tab = await newPage(options);
  await tab.goto(host.url);
  await open(tab);
  return tab;
}

const send = async (tab, text) => {
  await tab.locator("#question").fill(text);
  await tab.locator("#question").press("Enter");
};

test("slow: it says so, and then that it takes longer", async () => {
  const tab = await opened();
  host.shape = async ({ path }) => {
    if (path.endsWith("/messages")) await new Promise((resolve) => setTimeout(resolve, 7000));
  };
  await send(tab, QUESTIONS.guidance);
  await tab.locator(".looking").waitFor();
  assert.match(await tab.getByRole("status").innerText(), /^Looking for what may help/);
  await tab.getByText("Still looking. Thank you for waiting.").waitFor({ state: "attached" });
  await send(tab, "a second thought"); // written while waiting: neither sent nor lost
  assert.equal(await tab.locator("#question").inputValue(), "a second thought");
  await tab.locator(".answer").waitFor();
  assert.equal(await tab.locator("#question").inputValue(), "a second thought");
  await tab.context().close();
});

test("the server goes and comes back: nothing that was typed is lost", async () => {
  const tab = await opened();
  const port = new URL(nestline.url).port;
  await nestline.stop();
  await send(tab, QUESTIONS.guidance);
  await tab.locator(".trouble").waitFor();
  assert.equal(await tab.locator("#question").inputValue(), QUESTIONS.guidance);
  assert.match(await tab.locator(".trouble").innerText(), /Your question is still here/);
  assert.match(await tab.locator(".trouble").innerText(), /emergency number/);
  await tab.getByRole("button", { name: "Help now" }).click();
  await tab.locator(".help .trouble").waitFor();
  assert.match(await tab.locator(".help .trouble").innerText(), /999 in the UK/, "the numbers are there even now");
  await tab.getByRole("button", { name: "Back to your questions" }).click();
  nestline = await startNestline(port);
  await tab.getByRole("button", { name: "Try again" }).click(); // the conversation is gone with the server: a new one
  await tab.locator(".answer").waitFor();
  assert.equal(await tab.locator(".trouble").count(), 0);
  assert.equal(await tab.locator("#question").inputValue(), "");
  await tab.context().close();
});

test("offline is told, and being back too", async () => {
  const tab = await opened();
  await tab.context().setOffline(true);
  await send(tab, QUESTIONS.guidance);
  await tab.getByText("You seem to be offline").first().waitFor();
  await tab.context().setOffline(false);
  await tab.getByText("You are connected again.").waitFor({ state: "attached" });
  await tab.getByRole("button", { name: "Try again" }).click();
  await tab.locator(".answer").waitFor();
  await tab.context().close();
});

test("too many questions: how long to wait", async () => {
  const tab = await opened();
  host.shape = ({ path }) =>
    path.endsWith("/messages") ? { status: 429, body: "{}", headers: { "Retry-After": "17" } } : undefined;
  await send(tab, QUESTIONS.guidance);
  await tab.getByText(/try again in 17 seconds/).first().waitFor();
  assert.equal(await tab.locator("#question").inputValue(), QUESTIONS.guidance);
  await tab.context().close();
});

for (const [name, answer] of Object.entries({
  "a proxy's page in place of an answer": { status: 502, body: "<html><h1>Bad gateway</h1></html>", headers: { "Content-Type": "text/html" } },
  "half an answer": { status: 200, body: '{"answer_id": "' },
})) {
  test(name, async () => {
    const tab = await opened();
    host.shape = ({ path }) => (path.endsWith("/messages") ? answer : undefined);
    await send(tab, QUESTIONS.guidance);
    await tab.locator(".trouble").waitFor();
    assert.equal(await tab.locator("#question").inputValue(), QUESTIONS.guidance);
    assert.doesNotMatch(await tab.locator(".panel").innerText(), /gateway|JSON|undefined/i);
    assert.deepEqual(tab.errors, []);
    await tab.context().close();
  });
}

test("a conversation that has ended is begun anew without a word", async () => {
  const tab = await opened();
  await ask(tab, QUESTIONS.guidance);
  let refused = 0;
  host.shape = ({ path }) => (path.endsWith("/messages") && refused++ === 0 ? { status: 404, body: "{}" } : undefined);
  await ask(tab, "what about at bedtime?");
  assert.equal(refused, 2);
  assert.equal(await tab.locator(".trouble").count(), 0);
  await tab.context().close();
});

test("a panel that is not the one that was built does not run", async () => {
  host.shape = ({ path }) =>
    path.startsWith("/assets/panel-")
      ? { status: 200, body: "globalThis.evil = 1; export const createPanel = () => {}", headers: { "Content-Type": "text/javascript" } }
      : undefined;
  const tab = await newPage();
  await tab.goto(host.url);
  await tab.locator(".launcher").click();
  await tab.getByText("It did not load. Try again").waitFor();
  assert.equal(await tab.evaluate(() => globalThis.evil), undefined);
  host.shape = null;
  await tab.context().close();
});

test("without scripts the page has the link to the plain page", async () => {
  const tab = await newPage({ javaScriptEnabled: false });
  await tab.goto(host.url);
  assert.equal(await tab.getByRole("link", { name: "Ask" }).getAttribute("href"), "/ask");
  await tab.context().close();
});

const PAYLOADS = [
  "<img src=x onerror=globalThis.pwned=1>",
  "<script>globalThis.pwned=1</script>",
  "\"><svg onload=globalThis.pwned=1>",
  "javascript:globalThis.pwned=1",
  "{{constructor.constructor('globalThis.pwned=1')()}}",
  "</textarea><script>globalThis.pwned=1</script>",
];

test("what a parent writes is shown as text", async () => {
  const tab = await opened();
  for (const payload of PAYLOADS) {
    await ask(tab, `my 2 year old bites ${payload}`);
    assert.match(await tab.locator(".mine").last().innerText(), /bites/);
    assert.ok((await tab.locator(".mine").last().innerText()).includes(payload));
  }
  assert.equal(await tab.evaluate(() => globalThis.pwned), undefined);
  assert.equal(await tab.locator(".panel script, .panel img").count(), 0);
  await tab.context().close();
});

test("what the service sends is shown as text too: passages, referrals, contacts, the site's name and colours", async () => {
  const bad = PAYLOADS.join(" ");
  const referral = {
    id: "bad", name: bad, organization: bad, description: bad, kind: "crisis", needs: [], countries: ["GB"],
    phone: "javascript:globalThis.pwned=1", text: bad, website: "javascript:globalThis.pwned=1//x.y", hours: bad,
    eligibility: bad, last_verified: "2026-01-01",
  };
  const block = [{ type: "paragraph", text: bad }, { type: "list", items: [bad, bad] }];
  const passage = {
    id: "a/b", topic: "a", title: bad, summary: bad, audience: "parent", age_range: { from_months: 0, to_months: 72 },
    parts: [{ id: "going-on", heading: bad, blocks: block }, { id: "try", heading: bad, blocks: block }],
    sources: [{ id: "s", title: bad, publisher: bad, date: bad, place: bad }], review: { by: bad, on: "2026-01-01", due: bad },
  };
  const topic = { id: "a", name: bad };
  const answer = (kind) => ({
    answer_id: "0".repeat(32), kind, language: "en", message: bad, topics: [{ ...topic, confidence: 1 }],
    passages: [passage, { ...passage, id: "a/c" }], referrals: [referral], contacts: [referral], choices: [topic],
    suggestions: [topic], ask_back: { field: "child_age_months", text: bad }, notice: bad, edition: 1,
    explanation: { decision: bad, rules: [], topics: [{ id: "a", score: 1, evidence: [{ kind: "word", text: bad, points: 9 }] }], out_of_scope: 0, refer: 0 },
  });
  let kind = "guidance";
  host.shape = ({ path }) => {
    if (path === "/v1/site") return { status: 200, body: JSON.stringify({ title: bad, colours: { accent: "red;}*{display:none}" } }) };
    if (path === "/v1/topics?locale=en-GB") return { status: 200, body: JSON.stringify({ topics: [{ ...topic, group: "comfort" }] }) };
    if (path.endsWith("/messages")) return { status: 200, body: JSON.stringify(answer(kind)) };
    if (path.startsWith("/v1/helplines")) return { status: 200, body: JSON.stringify({ helplines: [referral] }) };
    return undefined;
  };
  const tab = await newPage();
  await tab.goto(host.url);
  await tab.locator(".launcher").click();
  await tab.locator("#question").waitFor();
  for (kind of ["guidance", "clarify", "urgent", "no_diagnosis", "refer", "out_of_scope"]) await ask(tab, "anything");
  await tab.locator(".urgent select").selectOption("GB");
  await tab.locator(".urgent .contact").first().waitFor();
  await tab.getByRole("button", { name: "Help now" }).click();
  await tab.locator(".help .contact").first().waitFor();
  assert.equal(await tab.locator("#title").innerText(), bad);
  const links = await tab.locator(".panel a").evaluateAll((all) => all.map((one) => one.protocol));
  assert.deepEqual(links.filter((protocol) => !/^(https?|tel|sms):$/.test(protocol)), []);
  assert.equal(await tab.locator(".panel script, .panel img, .panel svg[onload]").count(), 0);
  assert.equal(await tab.evaluate(() => globalThis.pwned), undefined);
  assert.deepEqual(tab.errors, []);
  host.shape = null;
  await tab.context().close();
});

test("a site's colour is taken, and darkened until white can be read on it", async () => {
  host.shape = ({ path }) =>
    path === "/v1/site" ? { status: 200, body: JSON.stringify({ title: "Hillside", colours: { accent: "#ffcc00", background: "#003344", text: "#ffffff" }, country: "IE" }) } : undefined;
  const tab = await newPage();
  await tab.goto(host.url);
  await tab.locator(".launcher").click();
  await tab.locator(".welcome .chip").first().waitFor();
  const colour = await tab.locator(".send").evaluate((element) => getComputedStyle(element).backgroundColor);
  const [r, g, b] = colour.match(/\d+/g).map(Number);
  assert.ok(r > b && g > b && r < 200, `still yellow, but dark: ${colour}`);
  const header = await tab.locator("header").evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.equal(header, "rgb(0, 51, 68)");
  assert.deepEqual(await axe(tab), []);
  await shot(tab, "site-colours-1280");
  await ask(tab, QUESTIONS.urgent);
  assert.equal(await tab.locator(".urgent select").count(), 0, "the site's country is known");
  assert.match(await tab.locator(".contact.prime .call").innerText(), /112/);
  host.shape = null;
  await tab.context().close();
});

// The console against the real server: the editor's day, every page, an ended session, a second editor.
import assert from "node:assert/strict";
import test from "node:test";
import { editorsDay, improvePassage, writeExample } from "./console/day.mjs";
import { enter, press, signIn, startReal, told, visit } from "./console/staff.mjs";
import { axe, overflowing, shot } from "./harness.mjs";

const server = await startReal();

const OLD = "When the wrong cup ends in a meltdown";
const BETTER = "When the wrong cup means tears";
const titleNow = async () => (await (await fetch(`${server.url}/v1/passages/tantrums/wrong-cup-meltdown`)).json()).title;

test("the editor's day; then parents get it, and then the old text again", async () => {
  const { ada, ben } = await editorsDay(server.url, "real", async (tab) => {
    await improvePassage(tab, OLD, BETTER);
    assert.equal(await titleNow(), OLD);
    return { field: "#f-title", title: OLD, inserted: "tears" };
  });
  assert.equal(await titleNow(), BETTER);
  await press(ben, "Go back to edition 1");
  await press(ben, "Go back");
  await ben.locator(".toast", { hasText: "The content of edition 1 is live again." }).waitFor({ timeout: 120_000 });
  assert.equal(await titleNow(), OLD);
  await ada.context().close();
  await ben.context().close();
});

test("a tried question becomes an example, saved as a draft", async () => {
  const ada = await signIn(server.url, "ada");
  await writeExample(ada);
  await ada.getByText(/^Saved \d/).waitFor();
  await ada.context().close();
});

const PAGES = {
  home: "", texts: "texts", search: "texts?kind=passage&search=cup", new: "new", "new-passage": "new/passage", review: "review", try: "try", publish: "publish",
  insight: "insight", sites: "sites", site: "sites/default", keys: "keys", staff: "staff", person: "staff/1", log: "log", me: "me",
};
for (const [size, viewport] of Object.entries({ 360: { width: 360, height: 740 }, 1280: { width: 1280, height: 860 } })) {
  test(`every page, ${size}`, async (t) => {
    const tab = await signIn(server.url, "chris", { viewport });
    for (const [name, path] of Object.entries(PAGES)) {
      await t.test(name, async () => {
        await visit(tab, server.url, path);
        assert.equal(await tab.locator("main [role=alert]").count(), 0, await tab.locator("main").innerText());
        await shot(tab, `console-real-${name}-${size}`);
        assert.deepEqual(await axe(tab), []);
        assert.deepEqual(await overflowing(tab), []);
      });
    }
    assert.deepEqual(tab.errors, []);
    assert.deepEqual(tab.refused, []);
    await tab.context().close();
  });
}

const KINDS = {
  passage: "Advice text", topic: "Topic", referral: "Place to get help", phrase: "Fixed sentence", golden: "Test question", lexicon: "Word and its meaning",
  safety_rule: "Safety rule", safety_words: "Safety word list", safety_texts: "Safety practice texts", background: "Questions not for us", source: "Source",
  matching: "Matching settings",
};
test("every kind of text is shown and opens in its form", async () => {
  const tab = await signIn(server.url, "chris");
  for (const [kind, label] of Object.entries(KINDS)) {
    await visit(tab, server.url, `texts?kind=${kind}`);
    await tab.getByRole("cell", { name: label, exact: true }).first().waitFor();
    await tab.locator("tbody th a").first().click();
    await press(tab, "Change this text");
    await tab.locator(".savebar").waitFor();
    await tab.locator(".side .faults, .side .badge").first().waitFor();
    assert.equal(await tab.locator("main [role=alert]").count(), 0, kind);
    assert.ok((await tab.locator(".field input, .field textarea").count()) > 0, kind);
    await press(tab, "Throw away");
    await tab.locator("dialog").getByRole("button", { name: "Throw away" }).click();
    await tab.waitForURL(/#\/text\/\d+$/);
  }
  assert.deepEqual(tab.errors, []);
  await tab.context().close();
});

test("a new passage: the form, the lint, a draft; two editors put their work together; signing out elsewhere loses nothing", async () => {
  const ada = await signIn(server.url, "ada");
  await visit(ada, server.url, "new/passage");
  await ada.locator("#topic").selectOption("tantrums");
  await ada.locator("#f-title").fill("When the bear plate is in the wash");
  await ada.locator("#f-summary").fill("Small things matter a lot. Stay near and wait.");
  await ada.locator("#f-markdown").fill("## What may be going on\n\nIt is about the plate, and about a long day.\n\n## What to try\n\n- Say what you see.\n- Stay near.\n\n## When to ask for help\n\nAsk your doctor or nurse if you are worn out.\n");
  await ada.locator(".phone h3", { hasText: "bear plate" }).waitFor();
  await ada.locator(".grade").waitFor();
  await shot(ada, "console-real-writing-1280");
  await press(ada, "Save as a draft");
  await ada.waitForURL(/#\/edit\/\d+/);
  await ada.locator("#f-title").waitFor();
  const path = ada.url().split("#/")[1];

  const chris = await signIn(server.url, "chris");
  await visit(chris, server.url, path);
  await chris.locator("#f-title").waitFor();
  await ada.locator("#f-title").fill("The bear plate is in the wash");
  await ada.locator("#f-summary").fill("Small things matter. Stay near and wait.");
  await press(ada, "Save");
  await told(ada, "Saved.");
  await chris.locator("#f-title").fill("No bear plate tonight");
  await press(chris, "Save");
  await chris.getByRole("dialog", { name: "Somebody else changed this text too" }).waitFor();
  await chris.getByLabel("Keep what I wrote").check();
  await press(chris, "Put both together");
  await press(chris, "Save");
  await told(chris, "Saved.");
  assert.equal(await chris.locator("#f-summary").inputValue(), "Small things matter. Stay near and wait.");

  // The same person signs out in another window: every session of hers ends.
  await chris.locator("#f-summary").fill("Written while the session ended.");
  const other = await signIn(server.url, "chris");
  await press(other, "Sign out");
  await other.locator("#password").waitFor();
  await press(chris, "Save");
  await chris.getByRole("dialog", { name: "Sign in again" }).waitFor();
  await enter(chris, "chris");
  await chris.locator("dialog").waitFor({ state: "detached" });
  await chris.getByText(/^Saved \d/).waitFor();
  await visit(ada, server.url, "");
  await visit(ada, server.url, path);
  await ada.locator("#f-title").waitFor();
  assert.equal(await ada.locator("#f-summary").inputValue(), "Written while the session ended.");
  assert.equal(await ada.locator("#f-title").inputValue(), "No bear plate tonight");
  for (const tab of [ada, chris, other]) {
    assert.deepEqual(tab.errors, []);
    await tab.context().close();
  }
});

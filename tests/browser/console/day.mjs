// The editor's day: a question that is not answered well becomes an example, a colleague approves it, both see what changes,
// and it is live. Two people, two browser contexts.
import assert from "node:assert/strict";
import { axe, shot } from "../harness.mjs";
import { follow, press, signIn, told, visit } from "./staff.mjs";

const QUESTION = "the bear plate is in the wash and now there are tears";

/** Counts what a person presses, for the figures. */
const countClicks = (tab) =>
  tab.evaluate(() => {
    globalThis.clicks = 0;
    addEventListener("click", (event) => event.isTrusted && (globalThis.clicks += 1), true);
  });

async function tryOut(tab) {
  await follow(tab, "Try out");
  await tab.locator("#question").fill(QUESTION);
  await press(tab, "Ask");
  await tab.locator("#why").waitFor();
}

export async function editorsDay(url, name) {
  const began = performance.now();
  const ada = await signIn(url, "ada");
  const ben = await signIn(url, "ben");
  await countClicks(ada);
  await countClicks(ben);

  // Ada tries what a parent told her, and makes it an example of a topic.
  await tryOut(ada);
  assert.deepEqual(await axe(ada), []);
  await press(ada, "Make it an example of a topic");
  await ada.locator("#make-topic").selectOption("tantrums");
  assert.equal(await ada.locator("#make-text").inputValue(), QUESTION);
  await press(ada, "Add it as a draft");
  await ada.locator("#f-examples").waitFor();
  const lines = (await ada.locator("#f-examples").inputValue()).split("\n");
  assert.equal(lines.at(-1), QUESTION);
  assert.ok(lines.some((line) => line.includes("⏎⏎")), "a question of several paragraphs stays one line");
  await shot(ada, `console-${name}-topic-1280`);

  // She writes on, and saves with the keyboard.
  await ada.locator("#f-definition").fill("Tantrums: why they come, and what helps during and after one.");
  await ada.getByText("Not saved yet.").waitFor();
  await ada.locator("#f-definition").press("Control+s");
  await told(ada, "Saved.");
  await press(ada, "Ask for a review");
  await ada.locator("#comment").fill("A parent asked at the desk.");
  await ada.locator("dialog").getByRole("button", { name: "Ask for a review" }).click();
  await told(ada, "A colleague can review it now.");

  // She cannot approve it herself.
  await follow(ada, "See what changes");
  await ada.getByText("You wrote in it, so a colleague has to approve it.").waitFor();
  assert.equal(await ada.getByRole("button", { name: "Approve" }).count(), 0);

  // Ben reads what changes, word by word, and approves.
  await follow(ben, "Review");
  await follow(ben, "Tantrums and meltdowns");
  await ben.locator("ins", { hasText: "bear plate" }).waitFor();
  await ben.getByText("A parent asked at the desk.").waitFor();
  assert.deepEqual(await axe(ben), []);
  await shot(ben, `console-${name}-review-1280`);
  await press(ben, "Approve");
  await told(ben, "is approved");

  // He sees what would change for parents, and publishes.
  await follow(ben, "Publish");
  await press(ben, "See what would change");
  await ben.locator("progress").waitFor();
  await ben.getByText("1 text would change").waitFor({ timeout: 120_000 });
  assert.deepEqual(await axe(ben), []);
  await shot(ben, `console-${name}-candidate-1280`);
  await ben.locator("#note").fill("One more example for tantrums");
  await ben.getByRole("button", { name: /^Publish 1 change/ }).click();
  await told(ben, "Edition 2 is live.");

  // Ada sees it live, and tries the question again.
  await visit(ada, url, "publish");
  await ada.getByRole("row", { name: /2 Live/ }).waitFor();
  await tryOut(ada);
  const clicks = (await ada.evaluate(() => globalThis.clicks)) + (await ben.evaluate(() => globalThis.clicks));
  console.log(`the editor's day (${name}): ${clicks} clicks by two people, ${((performance.now() - began) / 1000).toFixed(1)} s by a machine`);
  for (const tab of [ada, ben]) {
    assert.deepEqual(tab.errors, []);
    assert.deepEqual(tab.refused, []);
  }
  return { ada, ben };
}

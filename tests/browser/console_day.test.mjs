// The editor's day: a missed question becomes an example, a colleague approves it, both see what changes, and it is live.
// Two people, two browser contexts.
import assert from "node:assert/strict";
import test from "node:test";
import { axe, shot } from "./harness.mjs";
import { follow, press, signIn, startConsole, told, visit } from "./console/staff.mjs";

const server = await startConsole();

/** Counts what a person presses, for the figures. */
function countClicks(tab) {
  return tab.evaluate(() => {
    globalThis.clicks ??= 0;
    addEventListener("click", (event) => event.isTrusted && (globalThis.clicks += 1), true);
  });
}

test("from a missed question to a published answer, by two people", async () => {
  const began = performance.now();
  const ada = await signIn(server.url, "ada");
  const ben = await signIn(server.url, "ben");
  await countClicks(ada);
  await countClicks(ben);

  // Ada finds what was missed and makes it an example of a topic, in her own words.
  await follow(ada, "Missed questions");
  await ada.getByRole("link", { name: /only eats from the plate/ }).click();
  await ada.locator(".notice.warn", { hasText: "still not answered" }).waitFor();
  await press(ada, "Make it an example of a topic");
  await ada.locator("#make-topic").selectOption("tantrums");
  await ada.locator("#make-text").fill("tears because the bear plate is in the wash");
  await press(ada, "Add it as a draft");
  await ada.locator("#f-examples").waitFor();
  const examples = await ada.locator("#f-examples").inputValue();
  assert.match(examples, /tears because the bear plate is in the wash$/);
  assert.match(examples, /meltdown in the shop⏎⏎every single time/, "a question of several paragraphs stays one line");

  // She writes on, and saves with the keyboard.
  await ada.locator("#f-definition").fill("Tantrums, why they come, and what helps.");
  await ada.getByText("Not saved yet.").waitFor();
  await ada.locator("#f-definition").press("Control+s");
  await told(ada, "Saved.");
  await press(ada, "Ask for a review");
  await ada.locator("#comment").fill("From the missed questions.");
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
  await ben.getByText("From the missed questions.").waitFor();
  assert.deepEqual(await axe(ben), []);
  await shot(ben, "console-review-1280");
  await press(ben, "Approve");
  await told(ben, "is approved");

  // He sees what would change for parents, and publishes.
  await follow(ben, "Publish");
  await press(ben, "See what would change");
  await ben.locator("progress").waitFor();
  await ben.getByText("1 text would change").waitFor();
  assert.deepEqual(await axe(ben), []);
  await shot(ben, "console-candidate-1280");
  await ben.locator("#note").fill("One more example for tantrums");
  await ben.getByRole("button", { name: /^Publish 1 change/ }).click();
  await told(ben, "Edition 2 is live.");

  // Ada sees that it is answered now, and lays it aside.
  await visit(ada, server.url, "missed/1");
  await ada.locator(".notice.good", { hasText: "answered now" }).waitFor();
  await press(ada, "Mark as done");
  await told(ada, "done");

  const clicks = (await ada.evaluate(() => globalThis.clicks)) + (await ben.evaluate(() => globalThis.clicks));
  console.log(`the editor's day: ${clicks} clicks by two people, ${((performance.now() - began) / 1000).toFixed(1)} s by a machine`);
  for (const tab of [ada, ben]) {
    assert.deepEqual(tab.errors, []);
    assert.deepEqual(tab.refused, []);
    await tab.context().close();
  }
});

test("a refusal names its reasons, and there is a way back", async () => {
  const tab = await signIn(server.url, "ben");
  server.state.blocks = [{ reason: "safety_example", text: "choking: “she is choking” is no longer caught", fault: { severity: "error", file: "en/safety/medical.toml", line: 4, field: "examples[0]", message: "not caught", item_id: 10 } }];
  server.state.answers = [{
    origin: "golden", id: "wrong-cup", text: "he got the blue cup and fell apart", language: "en", expected: "right_before",
    before: { kind: "guidance", topics: ["tantrums"], passages: ["tantrums/wrong-cup-meltdown"], message: ["guidance.intro"], rules: [] },
    after: { kind: "out_of_scope", topics: [], passages: [], message: ["scope.other"], rules: [] },
  }];
  await visit(tab, server.url, "publish");
  await press(tab, "See what would change");
  await tab.getByText("It cannot be published yet:").waitFor();
  await tab.getByText("is no longer caught", { exact: false }).first().waitFor();
  await tab.getByText("Was right, would be wrong").waitFor();
  assert.equal(await tab.getByRole("button", { name: /^Publish/ }).count(), 0);
  assert.deepEqual(await axe(tab), []);
  await shot(tab, "console-blocked-1280");
  delete server.state.blocks;
  delete server.state.answers;

  await press(tab, "Go back to edition 1");
  await tab.locator("#back-note").fill("The new one was not what we meant.");
  await press(tab, "Go back");
  await told(tab, "The content of edition 1 is live again.");
  assert.deepEqual(tab.errors, []);
  await tab.context().close();
});

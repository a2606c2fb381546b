// The editor's day, and a refusal, against the fake: every state that a server can be in, quickly.
import assert from "node:assert/strict";
import test from "node:test";
import { editorsDay, writeExample } from "./console/day.mjs";
import { press, signIn, startConsole, told, visit } from "./console/staff.mjs";
import { axe, shot } from "./harness.mjs";

const server = await startConsole();

test("from a question that is not answered to a published answer, by two people", async () => {
  const people = await editorsDay(server.url, "fake", async (ada) => {
    await writeExample(ada);
    await ada.locator("#f-definition").fill("Tantrums: why they come, and what helps during and after one.");
    return { field: "#f-definition", title: "Tantrums and meltdowns", inserted: "bear plate" };
  });
  for (const tab of Object.values(people)) await tab.context().close();
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

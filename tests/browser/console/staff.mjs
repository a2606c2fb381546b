// What the tests of the console share: the server under test with its staff part, people who sign in, and what they press.
import { atEnd, newPage, startNestline } from "../harness.mjs";
import { startFake } from "./fake.mjs";
import { USERS } from "./fake_data.mjs";

/** The server's pages and answers; the staff part is the fake's. */
export async function startConsole() {
  const nestline = await startNestline();
  atEnd(nestline.stop);
  const fake = await startFake(nestline.url);
  atEnd(fake.stop);
  return fake;
}

/** The real server and its rules; Ada writes, Ben reviews, Chris looks after the rest. */
export async function startReal() {
  const nestline = await startNestline();
  atEnd(nestline.stop);
  for (const { name, display_name, roles, password } of USERS) {
    nestline.commandWith(`${password}\n`, "user", "create", name, "--display-name", display_name, ...roles.flatMap((role) => ["--role", role]));
  }
  return nestline;
}

const passwordOf = (name) => USERS.find((user) => user.name === name).password;

/** Fills the form that is open, in the page or in the dialog over it. */
export async function enter(tab, name, password = passwordOf(name)) {
  const name_field = tab.locator("#name").last();
  if ((await name_field.getAttribute("readonly")) === null) await name_field.fill(name);
  await tab.locator("#password").last().fill(password);
  await tab.locator("#password").last().press("Enter");
}

/** A window of their own; the tour is seen off unless it is wanted. */
export async function signIn(url, name, { tour = false, ...options } = {}) {
  const tab = await newPage({ reducedMotion: "reduce", ...options });
  tab.refused = [];
  tab.on("console", (message) => /Content Security Policy|Trusted/i.test(message.text()) && tab.refused.push(message.text()));
  await tab.goto(`${url}/console`);
  await tab.locator("#password").waitFor();
  await enter(tab, name);
  await tab.locator("#code, dialog").first().waitFor();
  if ((await tab.locator("#code").count()) > 0) {
    await tab.locator("#code").fill("123 456");
    await tab.locator("#code").press("Enter");
  }
  await tab.locator("dialog").waitFor();
  if (!tour) await tab.getByRole("button", { name: "Skip" }).click();
  return tab;
}

export async function visit(tab, url, path) {
  await tab.goto(`${url}/console#/${path}`);
  await tab.locator("h1").first().waitFor();
  await tab.locator('main [aria-busy="true"]').first().waitFor({ state: "detached" });
}

export const press = (tab, name) => tab.getByRole("button", { name, exact: true }).last().click();
export const follow = (tab, name) => tab.getByRole("link", { name, exact: true }).first().click();
export const told = (tab, text) => tab.locator(".toast", { hasText: text }).waitFor();

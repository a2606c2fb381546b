// The real program, from outside: node day.mjs NESTLINE [ROUNDS]
// Two people publish a passage; a pinned site and a restart; 50 publishes under load without a failed or mixed answer; kill -9 at
// random moments while publishing (ROUNDS times): afterwards the last edition or the next is whole; export and import are the
// identity. Needs Node 18 or newer and no package. Exit 1 with a line a fault.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [binary, rounds = "3"] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "nestline-day-"));
const data = join(work, "data");
const password = "a long and quiet night";
const faults = [];
const check = (holds, what) => holds || faults.push(what);

function command(args, input = "") {
  const done = spawnSync(binary, args, { input, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return { status: done.status, out: done.stdout, err: done.stderr };
}
function must(args, input) {
  const done = command(args, input);
  if (done.status !== 0) throw new Error(`${args.join(" ")}: ${done.err}`);
  return done.out;
}

let child;
let base;
function start() {
  return new Promise((resolve, reject) => {
    child = spawn(binary, ["serve", "--data", data, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const found = /listening on (\S+) edition=(\d+)/.exec(said);
      if (found) {
        base = found[1];
        resolve(Number(found[2]));
      }
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}
async function stop(signal = "SIGTERM") {
  const gone = new Promise((resolve) => child.on("exit", resolve));
  child.removeAllListeners("exit");
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill(signal);
  await Promise.race([gone, ended]);
}

class Person {
  constructor(name) {
    this.name = name;
  }
  async signIn() {
    const reply = await this.call("POST", "/session", { name: this.name, password });
    this.cookie = reply.headers.get("set-cookie").split(";")[0];
  }
  async call(method, path, body, match) {
    const headers = { "X-Nestline-Console": "1", "Content-Type": "application/json" };
    if (this.cookie) headers.Cookie = this.cookie;
    if (match) headers["If-Match"] = match;
    return fetch(`${base}/v1/staff${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }
  async json(method, path, body, match) {
    const reply = await this.call(method, path, body, match);
    const json = await reply.json();
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`);
    return { ...json, etag: reply.headers.get("etag") };
  }
}
const author = new Person("ana");
const reviewer = new Person("rita");

const passageKey = "en/passages/tantrums/big-meltdowns-at-four-and-five";
const passageUrl = () => `${base}/v1/passages/tantrums/big-meltdowns-at-four-and-five`;
let itemId;

// From a draft to an approved revision with this title.
async function approve(title) {
  const item = await author.json("GET", `/items/${itemId}`);
  const body = { ...item.live.body, title };
  const draft = await author.json("POST", `/items/${itemId}/revisions`, { body, note: title }, item.etag);
  const submitted = await author.json("POST", `/revisions/${draft.id}/submit`, {}, draft.etag);
  await reviewer.json("POST", `/revisions/${draft.id}/approve`, {}, submitted.etag);
}
async function candidate() {
  let view = await reviewer.json("POST", "/candidates", {});
  while (view.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 20));
    view = await reviewer.json("GET", `/candidates/${view.id}`);
  }
  return view;
}
async function publish(title) {
  await approve(title);
  const view = await candidate();
  if (view.state !== "ready") throw new Error(`the candidate is ${view.state}: ${JSON.stringify(view.blocks.slice(0, 3))}`);
  return { edition: await reviewer.json("POST", `/candidates/${view.id}/publish`, { note: title }), view };
}
const titleNow = async () => (await (await fetch(passageUrl())).json()).title;

// Each answer must be of one edition: the title belongs to the number.
const titles = new Map();
const times = [];
async function load(state) {
  while (state.on) {
    const begun = performance.now();
    const reply = await fetch(`${base}/v1/ask`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question: "huge meltdowns and tantrums", child_age_months: 55 }),
    });
    const answer = await reply.json();
    times.push(performance.now() - begun);
    state.asked += 1;
    const shown = (answer.passages ?? []).find((one) => one.id === "tantrums/big-meltdowns-at-four-and-five");
    if (reply.status !== 200 || !shown) {
      faults.push(`an answer under load: ${reply.status}, ${JSON.stringify(answer).slice(0, 200)}`);
    } else {
      state.seen.push([answer.edition, shown.title]);
    }
  }
}
function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

async function twoPeople() {
  check((await start()) === 1, "a new data folder does not begin with edition 1");
  must(["user", "create", "ana", "--role", "author", "--data", data], `${password}\n`);
  must(["user", "create", "rita", "--role", "reviewer", "--data", data], `${password}\n`);
  check(command(["user", "create", "x1", "--role", "admin", "--data", data], "short\n").status === 1, "a short password was taken");
  await author.signIn();
  await reviewer.signIn();
  const found = await author.json("GET", `/items?search=${encodeURIComponent("big-meltdowns-at-four")}`);
  itemId = found.items.find((one) => one.key === passageKey).id;
  titles.set(1, await titleNow());
  const { edition, view } = await publish("When your big child still melts down");
  titles.set(edition.number, "When your big child still melts down");
  check(edition.number === 2 && (await titleNow()) === titles.get(2), "the second edition is not served");
  check(view.answers.length > 0, "no answer is said to change");
  console.log(`publish: candidate in ${view.milliseconds} ms, ${view.questions_replayed} questions replayed, ${view.answers.length} answers change`);
}

async function pinned() {
  must(["site", "create", "clinic", "--name", "Clinic", "--edition", "1", "--client-limit", "0", "--site-limit", "0", "--data", data]);
  const titleFor = async () => (await (await fetch(`${passageUrl()}?site=clinic`)).json()).title;
  check((await titleFor()) === titles.get(1), "a pinned site does not get its edition");
  await stop();
  check((await start()) === 2, "after a restart another edition is live");
  check((await titleFor()) === titles.get(1), "after a restart a pinned site does not get its edition");
  check((await titleNow()) === titles.get(2), "after a restart the live edition is another");
}

async function underLoad(publishes) {
  const quiet = { on: true, asked: 0, seen: [] };
  const before = load(quiet);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  quiet.on = false;
  await before;
  const p99Before = percentile(times, 0.99);
  times.length = 0;
  const state = { on: true, asked: 0, seen: [] };
  const clients = [load(state), load(state)];
  const took = [];
  for (let i = 0; i < publishes; i += 1) {
    const title = `When your big child melts down, take ${i + 1}`;
    const { edition, view } = await publish(title);
    titles.set(edition.number, title);
    took.push(view.milliseconds);
  }
  state.on = false;
  await Promise.all(clients);
  for (const [number, title] of state.seen) check(titles.get(number) === title, `a mixed answer: edition ${number}, "${title}"`);
  console.log(
    `${publishes} publishes beside ${state.asked} answers: candidate median ${percentile(took, 0.5)} ms, longest ${Math.max(...took)} ms; ` +
      `ask p99 ${p99Before.toFixed(1)} ms before, ${percentile(times, 0.99).toFixed(1)} ms during`,
  );
}

async function killed(count) {
  let last = 0;
  let next = 0;
  for (let i = 0; i < count; i += 1) {
    const liveBefore = (await reviewer.json("GET", "/editions")).editions[0].number;
    const title = `When your big child melts down, round ${i + 1}`;
    await approve(title);
    const view = await candidate();
    const request = reviewer.call("POST", `/candidates/${view.id}/publish`, {}).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    await stop("SIGKILL");
    await request;
    const live = await start();
    titles.set(liveBefore + 1, title);
    check(live === liveBefore || live === liveBefore + 1, `after kill -9 edition ${live} is live, it was ${liveBefore}`);
    check((await titleNow()) === titles.get(live), `after kill -9 edition ${live} has another title`);
    live === liveBefore ? (last += 1) : (next += 1);
    if (live === liveBefore) {
      // The approved revision is still there and can be published.
      const again = await candidate();
      const done = await reviewer.json("POST", `/candidates/${again.id}/publish`, {});
      check(done.number === liveBefore + 1, "what was approved before the kill is lost");
    }
    const audit = must(["audit", "verify", "--data", data]);
    check(/whole/.test(audit), `the audit log: ${audit}`);
  }
  console.log(`kill -9: ${count} rounds, ${last} found the last edition, ${next} the next, none a mix`);
}

function exchange() {
  const folder = join(work, "out");
  must(["export", folder, "--data", data]);
  const same = must(["import", folder, "--dry-run", "--data", data]);
  check(/^0 changes/.test(same), `an export imported again: ${same}`);
  const fresh = join(work, "again");
  must(["export", fresh, "--data", data]);
  const diff = spawnSync("diff", ["-r", folder, fresh]);
  check(diff.status === 0, "two exports differ");
  const back = must(["edition", "rollback", "1", "--data", data]);
  check(/content of edition 1/.test(back), `rollback: ${back}`);
}

try {
  await twoPeople();
  await pinned();
  await underLoad(Number(process.env.NESTLINE_PUBLISHES ?? 3));
  await killed(Number(rounds));
  exchange();
  check((await titleNow()) === titles.get(1), "rolled back, the first title is not there");
} catch (error) {
  faults.push(error.stack);
} finally {
  if (child && child.exitCode === null) {
    child.removeAllListeners("exit");
    child.kill("SIGKILL");
  }
  rmSync(work, { recursive: true, force: true });
}
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);

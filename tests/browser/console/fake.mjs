// The staff part of the contract in memory, for tests of the console that must not wait for a server's rules: the little
// that the pages need, over the real server's files. Not shipped, and no measure of the server: console_real.test.mjs runs
// against that.
import { createServer, request } from "node:http";
import { ITEMS, TABLES, USERS } from "./fake_data.mjs";

const now = () => new Date().toISOString();
const problem = (status, title, extra = {}) => ({ status, body: { type: `https://nestline.example/problems/${extra.kind ?? "problem"}`, title, status, detail: title, ...extra } });

export async function startFake(target) {
  const fake = { state: freshState(), shape: null, sessions: new Map(), target };
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(incoming.url, "http://fake");
    const shaped = await fake.shape?.({ method: incoming.method, path: url.pathname });
    if (shaped === "drop") return incoming.socket.destroy();
    if (!url.pathname.startsWith("/v1/staff/")) return pass(target, incoming, text, outgoing);
    const { status = 200, body, etag, cookie } = (await answer(fake, incoming, url, text ? JSON.parse(text) : {})) ?? problem(404, "There is no such thing");
    const headers = { "Content-Type": status < 400 ? "application/json" : "application/problem+json", "Cache-Control": "no-store" };
    if (etag) headers.ETag = etag;
    if (cookie !== undefined) headers["Set-Cookie"] = `staff=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    outgoing.writeHead(status, headers).end(body === undefined ? "" : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${server.address().port}`;
  fake.stop = () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections());
  return fake;
}

function pass(target, incoming, body, outgoing) {
  const { hostname, port } = new URL(target);
  const onward = request({ hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (from) => {
    outgoing.writeHead(from.statusCode, from.headers);
    from.pipe(outgoing);
  });
  onward.on("error", () => incoming.socket.destroy());
  onward.end(body);
}

function freshState() {
  const state = { items: [], revisions: [], editions: [], candidates: [], audit: [], sites: [], keys: [], users: structuredClone(USERS) };
  for (const [kind, key, title, body] of ITEMS) addItem(state, kind, key, title, body, { id: 0, name: "" }, "published");
  state.editions.unshift({ number: 1, checksum: "a1b2", live: true, created_at: now(), by: "", origin: "built_in", note: "", items: state.items.length, reviews: [], pinned_by: [] });
  state.sites.push({ id: "default", name: "Default site", title: "", origins: [], country: "GB", languages: ["en"], accent: "", background: "", text_colour: "", help_only: false, keeps_questions: true, topics_off: [], pinned_edition: 0, client_limit: 0, site_limit: 0, stale_after_days: 365, flags_stale: false });
  return state;
}

function addItem(state, kind, key, title, body, author, revisionState) {
  const item = { id: state.items.length + 1, key, kind, language: key.split("/")[0], title, sensitive: kind === "safety_rule" || kind === "referral", overdue: key.includes("wrong-cup"), changed_at: now(), ...(kind === "passage" ? { review_due: "2026-05-24" } : {}) };
  state.items.push(item);
  const revision = addRevision(state, item, body, author, revisionState);
  if (revisionState === "published") item.live_revision = revision.id;
  return revision;
}

function addRevision(state, item, body, author, revisionState = "draft") {
  const number = state.revisions.filter((one) => one.item_id === item.id).length + 1;
  const revision = { id: state.revisions.length + 1, item_id: item.id, number, state: revisionState, retires: false, note: "", authors: author.id ? [author] : [], approvals: [], approvals_needed: item.sensitive ? 2 : 1, comments: [], created_at: now(), changed_at: now(), body, text: JSON.stringify(body, null, 2), version: 1, ...(revisionState === "published" ? { edition: 1 } : {}) };
  state.revisions.push(revision);
  if (revisionState !== "published") Object.assign(item, { open_revision: revision.id, open_state: revisionState });
  return revision;
}

const person = (user) => ({ id: user.id, name: user.display_name });
const tagOf = (revision) => `"r${revision.id}-${revision.version}"`;

function show(revision, user) {
  const isOwn = revision.authors.some((one) => one.id === user.id);
  const may = [];
  const writes = user.roles.includes("author") || user.roles.includes("admin");
  if (writes && ["draft", "changes_asked"].includes(revision.state)) may.push("edit", "submit", "discard");
  if (writes && revision.state === "in_review") may.push("withdraw");
  if (user.roles.includes("reviewer") && revision.state === "in_review" && !isOwn) may.push("approve", "ask_changes");
  const { version: _, ...rest } = revision;
  return { ...rest, may };
}

function session(user) {
  const { password: _, code: __, ...shown } = user;
  return { user: shown, expires_at: now(), idle_minutes: 30, single_sign_on: false };
}

function answer(fake, incoming, url, body) {
  const { state } = fake;
  const method = incoming.method;
  const path = url.pathname.replace("/v1/staff/", "");
  const query = url.searchParams;
  if (method !== "GET" && incoming.headers["x-nestline-console"] !== "1") return problem(403, "From another page");
  if (path === "session" && method === "POST") {
    const user = state.users.find((one) => one.name === body.name && one.password === body.password && !one.disabled);
    if (!user) return problem(401, "Not right");
    if (user.code && !body.code) return problem(401, "A code is needed", { kind: "second_factor" });
    if (user.code && body.code !== user.code) return problem(401, "Not right");
    const id = Math.random().toString(36).slice(2);
    fake.sessions.set(id, user);
    return { status: 201, body: session(user), cookie: id };
  }
  const user = fake.sessions.get(/staff=(\w+)/.exec(incoming.headers.cookie ?? "")?.[1]);
  if (!user) return problem(401, "Not signed in");
  const parts = path.split("/");
  const found = ROUTES[`${method} ${parts.map((part, i) => (i > 0 && /^(\d+|c\d+|default)$/.test(part) ? "*" : part)).join("/")}`];
  return found?.({ state, user, body, query, id: parts[1], fake, match: incoming.headers["if-match"] });
}

const itemOf = (state, id) => state.items.find((one) => one.id === Number(id));
const revisionOf = (state, id) => state.revisions.find((one) => one.id === Number(id));
const itemTag = (item) => `"i${item.id}-${item.open_revision ?? 0}-${item.live_revision ?? 0}"`;

function act(action, next) {
  return ({ state, user, id, body, match }) => {
    const revision = revisionOf(state, id);
    if (match !== tagOf(revision)) return problem(412, "It has changed since you read it.");
    const item = itemOf(state, revision.item_id);
    revision.comments.push({ by: person(user), at: now(), action, text: body.comment ?? "" });
    if (action === "approved") revision.approvals.push({ by: person(user), role: "reviewer", at: now() });
    revision.state = action === "approved" && revision.approvals.length < revision.approvals_needed ? "in_review" : next;
    item.open_state = revision.state;
    revision.version += 1;
    return { body: show(revision, user), etag: tagOf(revision) };
  };
}

function checked({ body }) {
  const written = body.body ?? (() => { try { return JSON.parse(body.text); } catch { return {}; } })();
  const faults = [];
  if (body.kind !== "passage") return { body: { faults, text: "" } };
  const fault = (severity, field, message) => faults.push({ severity, file: "", line: 0, field, message });
  if (!written.title) fault("error", "title", "a passage needs a title");
  if (/disorder/i.test(written.markdown)) fault("error", "markdown", "“disorder” is a diagnosis: say what a parent sees instead");
  if ((written.sources ?? []).length === 0) fault("warning", "sources", "no source is named");
  const parts = written.markdown.split(/^## /m).slice(1).map((part, i) => {
    const [heading, ...rest] = part.split("\n");
    const blocks = rest.join("\n").split(/\n\n+/).map((block) => block.trim()).filter(Boolean)
      .map((block) => (block.startsWith("- ") ? { type: "list", items: block.split(/^- /m).slice(1).map((one) => one.trim()) } : { type: "paragraph", text: block }));
    return { id: ["going-on", "try", "help"][i] ?? "background", heading, blocks };
  });
  const [from_months, to_months] = written.ages_months;
  const preview = { id: written.id, topic: written.id.split("/")[0], title: written.title, summary: written.summary, audience: written.audience, age_range: { from_months, to_months }, parts, sources: [], review: written.review };
  return { body: { faults, text: "", grade: { flesch_kincaid: 5.2, smog: 6.8, words: written.markdown.split(/\s+/).length, warn_above: 6, refused_above: 9 }, preview } };
}

function candidate(state, extra = {}) {
  const approved = state.items.filter((item) => item.open_state === "approved");
  const made = { id: `c${state.candidates.length + 1}`, state: "running", step: "golden", progress: 0.4, based_on: state.editions[0].number, changes: approved.map((item) => ({ item_id: item.id, key: item.key, kind: item.kind, title: item.title, change: item.live_revision ? "changed" : "added" })), blocks: state.blocks ?? [], warnings: [], answers: state.answers ?? [], questions_replayed: 214, milliseconds: 800, ...extra };
  state.candidates.push(made);
  return { status: 202, body: made };
}

function goLive(state, user, origin, note, extra = {}) {
  for (const item of state.items.filter((one) => one.open_state === "approved" && origin === "published")) {
    const revision = revisionOf(state, item.open_revision);
    Object.assign(revision, { state: "published", edition: state.editions[0].number + 1 });
    Object.assign(item, { live_revision: revision.id });
    delete item.open_revision;
    delete item.open_state;
  }
  state.editions[0].live = false;
  state.editions.unshift({ number: state.editions[0].number + 1, checksum: "c3d4", live: true, created_at: now(), by: user.display_name, origin, note: note ?? "", items: state.items.length, reviews: [], pinned_by: [], ...extra });
  return state.editions[0];
}

const ROUTES = {
  "GET session": ({ user }) => ({ body: session(user) }),
  "DELETE session": ({ fake, user }) => {
    for (const [id, of] of fake.sessions) if (of === user) fake.sessions.delete(id);
    return { status: 204 };
  },
  "POST session/password": ({ user, body }) => (body.password === user.password ? { body: session(Object.assign(user, { password: body.new_password })) } : problem(401, "Not right")),
  "POST session/second-factor": () => ({ body: { secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/Nestline" } }),
  "POST session/second-factor/confirm": () => ({ status: 204 }),
  "GET home": ({ state, user }) => ({ body: { to_review: state.revisions.filter((one) => one.state === "in_review").length, my_open: state.revisions.filter((one) => ["draft", "changes_asked"].includes(one.state) && one.authors.some((by) => by.id === user.id)).length, approved: state.items.filter((one) => one.open_state === "approved").length, overdue: state.items.filter((one) => one.overdue).length, live_edition: state.editions[0] } }),
  "GET items": ({ state, query }) => {
    const wanted = state.items.filter((item) =>
      (!query.get("kind") || item.kind === query.get("kind")) && (!query.get("state") || (item.open_state ?? "published") === query.get("state")) &&
      (!query.get("search") || item.title.toLowerCase().includes(query.get("search").toLowerCase())) && (!query.get("overdue") || item.overdue) && (!query.get("topic") || item.key.includes(query.get("topic"))));
    return { body: { items: wanted } };
  },
  "POST items": ({ state, user, body }) => {
    const title = body.body.title ?? body.body.name ?? body.body.text ?? body.body.word ?? "";
    const revision = addItem(state, body.kind, `${body.language}/${body.kind}s/${body.body.id ?? body.body.word}`, title, body.body, person(user), "draft");
    return { status: 201, body: show(revision, user), etag: tagOf(revision) };
  },
  "GET items/*": ({ state, user, id }) => {
    const item = itemOf(state, id);
    if (!item) return problem(404, "There is no such thing");
    const of = (revision) => (revision ? show(revisionOf(state, revision), user) : null);
    return { body: { item, live: of(item.live_revision), open: of(item.open_revision) }, etag: itemTag(item) };
  },
  "GET items/*/revisions": ({ state, user, id }) => ({ body: { revisions: state.revisions.filter((one) => one.item_id === Number(id)).reverse().map((one) => show(one, user)) } }),
  "POST items/*/revisions": ({ state, user, id, body, match }) => {
    const item = itemOf(state, id);
    if (match !== itemTag(item)) return problem(412, "It has changed since you read it.");
    if (item.open_revision) return problem(409, "Somebody is working on it already.");
    const revision = addRevision(state, item, body.body ?? structuredClone(revisionOf(state, body.restore ?? item.live_revision).body), person(user));
    revision.retires = body.retire ?? false;
    return { status: 201, body: show(revision, user), etag: tagOf(revision) };
  },
  "POST items/*/clinical-review": ({ state, user, id, body }) => {
    const revision = addRevision(state, itemOf(state, id), { ...revisionOf(state, itemOf(state, id).live_revision).body, review: { by: body.by, on: "2026-11-24", due: "2027-11-24" } }, person(user), "approved");
    return { status: 201, body: show(revision, user), etag: tagOf(revision) };
  },
  "GET reviews": ({ state, user }) => ({ body: { revisions: state.revisions.filter((one) => one.state === "in_review").map((one) => ({ item: itemOf(state, one.item_id), revision: show(one, user) })) } }),
  "GET revisions/*": ({ state, user, id }) => {
    const revision = revisionOf(state, id);
    return revision && { body: show(revision, user), etag: tagOf(revision) };
  },
  "PUT revisions/*": ({ state, user, id, body, match }) => {
    const revision = revisionOf(state, id);
    if (match !== tagOf(revision)) return problem(412, "It has changed since you read it.");
    Object.assign(revision, { body: body.body ?? null, text: body.text ?? JSON.stringify(body.body, null, 2), changed_at: now(), version: revision.version + 1 });
    if (!revision.authors.some((one) => one.id === user.id)) revision.authors.push(person(user));
    revision.comments.push({ by: person(user), at: now(), action: "edited", text: "" });
    const item = itemOf(state, revision.item_id);
    item.title = body.body?.title ?? item.title;
    return { body: show(revision, user), etag: tagOf(revision) };
  },
  "DELETE revisions/*": ({ state, id, match }) => {
    const revision = revisionOf(state, id);
    if (match !== tagOf(revision)) return problem(412, "It has changed since you read it.");
    const item = itemOf(state, revision.item_id);
    delete item.open_revision;
    delete item.open_state;
    state.revisions.splice(state.revisions.indexOf(revision), 1, { ...revision, item_id: 0 });
    return { status: 204 };
  },
  "POST revisions/*/submit": act("submitted", "in_review"),
  "POST revisions/*/withdraw": act("withdrawn", "draft"),
  "POST revisions/*/approve": act("approved", "approved"),
  "POST revisions/*/ask-changes": act("changes_asked", "changes_asked"),
  "POST check": checked,
  "GET editions": ({ state }) => ({ body: { editions: state.editions } }),
  "GET editions/*": ({ state, id }) => ({ body: { edition: state.editions.find((one) => one.number === Number(id)), changes: [] } }),
  "POST editions/*/rollback": ({ state, id }) => candidate(state, { rolls_back_to: Number(id), changes: [], answers: [] }),
  "POST editions/*/clinical-review": ({ state, id, body }) => {
    const edition = state.editions.find((one) => one.number === Number(id));
    edition.reviews.push({ ...body, at: now() });
    return { status: 201, body: edition };
  },
  "POST candidates": ({ state }) => candidate(state),
  "GET candidates/*": ({ state, user, id }) => {
    const one = state.candidates.find((of) => of.id === id);
    if (one.progress < 1) Object.assign(one, { progress: one.progress + 0.3, step: "replaying" });
    if (one.progress >= 1 && one.state === "running") {
      Object.assign(one, { progress: 1, step: "done", state: one.blocks.length > 0 ? "blocked" : "ready" });
      if (one.rolls_back_to) Object.assign(one, { state: "published", edition: goLive(state, user, "rolled_back", "", { rolled_back_to: one.rolls_back_to }).number });
    }
    return { body: one };
  },
  "POST candidates/*/publish": ({ state, user, id, body }) => {
    Object.assign(state.candidates.find((of) => of.id === id), { state: "published" });
    return { body: goLive(state, user, "published", body.note) };
  },
  // The real thing: nothing of matching is faked.
  "POST try-out": async ({ fake, body: { edition = "live", ...question } }) => {
    const answered = await fetch(`${fake.target}/v1/ask`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...question, explain: true }) });
    return { status: answered.status, body: { edition, answer: await answered.json() } };
  },
  "GET insight/counts": ({ query }) => ({ body: TABLES[`counts ${query.get("by")}`] }),
  "GET insight/feedback": () => ({ body: TABLES.feedback }),
  "GET insight/coverage": () => ({ body: TABLES.coverage }),
  "GET insight/overlap": () => ({ body: TABLES.overlap }),
  "GET users": ({ state }) => ({ body: { users: state.users.map((user) => session(user).user) } }),
  "POST users": ({ state, body }) => ({ status: 201, body: state.users.push({ id: 90 + state.users.length, disabled: false, second_factor: false, created_at: now(), ...body }) && body }),
  "GET users/*": ({ state, id }) => ({ body: session(state.users.find((one) => one.id === Number(id))).user, etag: '"u1"' }),
  "PUT users/*": ({ state, id, body }) => ({ body: Object.assign(state.users.find((one) => one.id === Number(id)), body), etag: '"u2"' }),
  "GET sites": ({ state }) => ({ body: { sites: state.sites } }),
  "GET sites/*": ({ state }) => ({ body: state.sites[0], etag: '"s1"' }),
  "PUT sites/*": ({ state, body }) => ({ body: Object.assign(state.sites[0], body), etag: '"s2"' }),
  "GET keys": ({ state }) => ({ body: { keys: state.keys } }),
  "POST keys": ({ state, body }) => {
    const key = { id: "k1", per_minute: 60, created_at: now(), ...body };
    state.keys.push(key);
    return { status: 201, body: { ...key, secret: "nl_k1_3fGh7JkLmN9pQrStUvWxYz" } };
  },
  "GET audit": () => ({ body: { items: [{ sequence: 2, at: now(), actor: "ada", action: "item_saved", object: "en/passages/tantrums/wrong-cup-meltdown", detail: "version 2", hash: "b2" }, { sequence: 1, at: now(), actor: "ada", action: "signed_in", object: "", detail: "", hash: "a1" }] } }),
  "GET audit/verify": () => ({ body: { whole: true, entries: 2, head: "b2f7c0ffee" } }),
};

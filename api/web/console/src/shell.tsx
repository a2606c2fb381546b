// The frame around every page: where one can go, who one is, what is said.
import { h, Fragment, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call } from "./api.js";
import { Home } from "./pages/home.js";
import { useRoute } from "./router.js";
import { hasRole, isForAll, session, type Session } from "./session.js";
import { SignInAgain } from "./signin.js";
import { useStore } from "./store.js";
import { Page, Status } from "./ui.js";
import { hasUnsaved, unsaved } from "./unsaved.js";

type PageModule = () => Promise<ComponentType<{ parts: string[] }>>;

// A page is fetched when it is first opened.
const PAGES: Record<string, PageModule> = {
  texts: async () => (await import("./pages/items.js")).Items,
  text: async () => (await import("./pages/item.js")).ItemPage,
  new: async () => (await import("./pages/new.js")).NewItem,
  edit: async () => (await import("./pages/edit.js")).EditPage,
  review: async () => (await import("./pages/review.js")).Review,
  try: async () => (await import("./pages/tryout.js")).TryOut,
  publish: async () => (await import("./pages/publish.js")).Publish,
  insight: async () => (await import("./pages/insight.js")).Insight,
  sites: async () => (await import("./pages/sites.js")).Sites,
  keys: async () => (await import("./pages/keys.js")).Keys,
  staff: async () => (await import("./pages/users.js")).Users,
  log: async () => (await import("./pages/audit.js")).Audit,
  me: async () => (await import("./pages/account.js")).Account,
};

const everyone = () => true;
const admin = (now: Session) => hasRole(now, "admin");
const adminForAll = (now: Session) => admin(now) && isForAll(now);

const LINKS: [string, string, (now: Session) => boolean][] = [
  ["", "Home", everyone],
  ["texts", "Texts", everyone],
  ["review", "Review", everyone],
  ["try", "Try out", everyone],
  ["publish", "Publish", everyone],
  ["insight", "Insight", everyone],
];
const MORE: typeof LINKS = [
  ["sites", "Sites", admin],
  ["keys", "Keys", admin],
  ["staff", "Staff", adminForAll],
  ["log", "Log", adminForAll],
];

function Links({ links, now, here }: { links: typeof LINKS; now: Session; here: string }) {
  return (
    <ul>
      {links.filter(([, , isFor]) => isFor(now)).map(([path, text]) => (
        <li key={path}><a href={`#/${path}`} aria-current={here === path ? "page" : undefined}>{text}</a></li>
      ))}
    </ul>
  );
}

async function signOut() {
  if (hasUnsaved() && !confirm("There is something that you have not saved. Sign out all the same?")) return;
  await call("delete", "/v1/staff/session").catch(() => undefined);
  unsaved.clear();
  location.hash = "";
  location.reload();
}

function View({ parts }: { parts: string[] }) {
  const name = parts[0] ?? "";
  const [page, setPage] = useState<{ name: string; Page: ComponentType<{ parts: string[] }> } | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const load = PAGES[name];
    if (!load) return;
    let isCurrent = true; // somebody may have gone on before it came
    setLost(false);
    load().then((Page) => isCurrent && setPage({ name, Page }), () => isCurrent && setLost(true));
    return () => {
      isCurrent = false;
    };
  }, [name]);
  if (name === "") return <Home />;
  if (!PAGES[name]) return <Page title="There is no such page"><p><a href="#/">Back to the first page</a></p></Page>;
  if (isLost) return <Page title="This page could not be fetched"><p>Check the connection, then <a href="#/">go to the first page</a>.</p></Page>;
  if (page?.name !== name) return <p aria-busy="true">Loading …</p>;
  return <page.Page parts={parts.slice(1)} key={parts.join("/")} />;
}

export function Shell() {
  const now = useStore(session)!;
  const { parts } = useRoute();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [parts.join("/")]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => hasUnsaved() && event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, []);
  const here = { text: "texts", new: "texts", edit: "texts" }[parts[0] ?? ""] ?? parts[0] ?? "";
  return (
    <Fragment>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById("main")?.focus())}>Skip to the page</a>
      <header class="top">
        <div class="bar">
          <a class="brand" href="#/">Nestline</a>
          <button type="button" class="secondary outline menu" aria-expanded={isOpen} aria-controls="nav" onClick={() => setOpen(!isOpen)}>Menu</button>
        </div>
        <nav id="nav" class={isOpen ? "open" : ""} aria-label="Console">
          <Links links={LINKS} now={now} here={here} />
          <Links links={MORE} now={now} here={here} />
          <ul>
            <li><a href="#/me" aria-current={here === "me" ? "page" : undefined}>{now.user.display_name}</a></li>
            <li><button type="button" class="plain" onClick={() => void signOut()}>Sign out</button></li>
          </ul>
        </nav>
      </header>
      <main class="container" id="main" tabIndex={-1}>
        <Status />
        <View parts={parts} />
      </main>
      <SignInAgain />
    </Fragment>
  );
}

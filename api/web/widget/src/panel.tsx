// The panel: everything behind the button. Fetched when it is opened for the first time.
import { h, render } from "preact";
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { createClient, type Answer, type Client } from "../../client/src/index.js";
import { bestLanguage, loadStrings, sayIn, type Say } from "../../shared/src/strings.js";
import { AnswerCard } from "./answer.js";
import { Composer } from "./composer.js";
import { Around } from "./context.js";
import { direction } from "./format.js";
import { Help } from "./help.js";
import { Icon, Mark } from "./icons.js";
import css from "./panel.css?inline";
import { siteColours, siteInTime, type Site } from "./site.js";
import { Talk, type Turn } from "./talk.js";
import { Welcome } from "./welcome.js";

export interface PanelPlace {
  host: HTMLElement;
  root: ShadowRoot;
  /** Where the service is; ends with a slash. */
  server: string;
  /** What the service says about the site, on its way. */
  site: Promise<unknown>;
  launcher: HTMLButtonElement | undefined;
  isLauncher: boolean;
}

export interface Panel {
  open(focus: boolean): Promise<void>;
  close(): void;
  show(passage: string): Promise<void>;
}

// A page that says nothing about the person who goes there.
const EXIT = "https://www.wikipedia.org/";

const webAddress = (text: string | null): string => (text && /^https:\/\//i.test(text) ? text : EXIT);

interface Frame {
  place: PanelPlace;
  site: Site;
  client: Client;
  say: Say;
  language: string;
  locale: string;
  talk: Talk;
  close: () => void;
  ref: { redraw: () => void };
}

function leave(frame: Frame): void {
  frame.place.host.hidden = true;
  document.title = "";
  frame.talk.end();
  location.replace(webAddress(frame.place.host.getAttribute("exit")));
}

interface Heading {
  frame: Frame;
  showsHelp: boolean;
  help: () => void;
  toBox: () => void;
}

function Header({ frame, help, showsHelp, toBox }: Heading) {
  const { say, talk, place, site } = frame;
  return (
    <header>
      <div class="title">
        <Mark />
        <div>
          <h2 id="title">{site.title || say("title")}</h2>
          <p>{say("subtitle")}</p>
        </div>
        {place.isLauncher && (
          <button type="button" class="close" onClick={frame.close}>
            <Icon name="close" />
            <span class="sr">{say("close")}</span>
          </button>
        )}
      </div>
      <div class="bar">
        <button type="button" class="tool now" id="help-now" aria-pressed={showsHelp} onClick={help}>
          <Icon name="phone" /> {say("help_now")}
        </button>
        {talk.turns.length > 0 && (
          <button
            type="button"
            class="tool"
            onClick={() => {
              talk.reset();
              toBox(); // this button goes away
            }}
          >
            <Icon name="again" /> {say("start_again")}
          </button>
        )}
        <a
          class="tool exit"
          href={webAddress(place.host.getAttribute("exit"))}
          rel="noreferrer"
          title={say("exit_hint")}
          onClick={(event) => {
            event.preventDefault();
            leave(frame);
          }}
        >
          <Icon name="exit" /> {say("exit")}
        </a>
      </div>
    </header>
  );
}

function TurnView({ turn, say }: { turn: Turn; say: Say }) {
  return (
    <article class="turn" data-turn={turn.id} aria-label={`${say(turn.chosen ? "you_chose" : "you_asked")}: ${turn.shown.slice(0, 80)}`}>
      <p class={turn.chosen ? "mine chosen" : "mine"} dir="auto">
        <span class="sr">{say(turn.chosen ? "you_chose" : "you_asked")}: </span>
        {turn.shown}
      </p>
      {turn.answer ? (
        <AnswerCard turn={turn} answer={turn.answer} />
      ) : (
        <p class="looking">
          <Mark /> {say("looking")}
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </p>
      )}
    </article>
  );
}

function TroubleView({ talk, say, focusBox }: { talk: Talk; say: Say; focusBox: () => void }) {
  const { trouble } = talk;
  if (!trouble) return null;
  return (
    <div class="trouble">
      <p>
        <Icon name="cloud" />
        <b>{say(trouble.kind === "offline" ? "offline_title" : "error_title")}</b>
      </p>
      <p>{say(trouble.kind, { n: trouble.seconds })}</p>
      <p>{say("error_danger")}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          talk.retry();
          focusBox(); // this button goes away
        }}
      >
        {say("try_again")}
      </button>
    </div>
  );
}

function App({ frame }: { frame: Frame }) {
  const { place, say, talk, client, language, locale, site } = frame;
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  frame.ref.redraw = () => redraw();
  const [showsHelp, setShowsHelp] = useState(false);
  const log = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const helpOnly = place.host.hasAttribute("help-only") || site.help_only === true;
  const at = (selector: string): HTMLElement | null => panel.current?.querySelector(selector) ?? null;

  const toBox = (): void => (at("#question") ?? panel.current)?.focus();

  useEffect(() => {
    talk.begin();
    const online = (): void => {
      if (talk.trouble?.kind === "offline") talk.tell(say("online"));
    };
    addEventListener("online", online);
    return () => removeEventListener("online", online);
  }, []);

  // A new question or answer is brought to where it can be read from its beginning; the focus stays where it is.
  const last = talk.turns.at(-1);
  useEffect(() => {
    const turn = last && log.current?.querySelector<HTMLElement>(`[data-turn="${last.id}"]`);
    if (!turn || !log.current) return;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    const scrolls = getComputedStyle(log.current).overflowY !== "visible";
    if (scrolls) log.current.scrollTo({ top: turn.offsetTop - 12, behavior });
    else turn.scrollIntoView({ block: "start", behavior });
  }, [last?.id, last?.answer]);

  const closeHelp = (): void => {
    setShowsHelp(false);
    at("#help-now")?.focus();
  };

  return (
    <Around.Provider value={{ say, language, locale, talk, client, openHelp: () => setShowsHelp(true) }}>
      <div
        ref={panel}
        class="panel"
        role={place.isLauncher ? "dialog" : "region"}
        aria-labelledby="title"
        lang={language}
        dir={place.host.dir === "rtl" ? "rtl" : direction(language)}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.isComposing) return;
          event.stopPropagation();
          if (showsHelp) closeHelp();
          else if (place.isLauncher) frame.close();
        }}
      >
        <Header
          frame={frame}
          showsHelp={showsHelp}
          help={() => (showsHelp ? closeHelp() : setShowsHelp(true))}
          toBox={toBox}
        />
        {showsHelp && (
          <div class="scroll" tabIndex={0} role="group" aria-label={say("help_title")}>
            <Help locale={locale} back={closeHelp} />
          </div>
        )}
        {/* aria-live is off: the one status region below tells what is new, in short. The log stays to be read. */}
        <div
          ref={log}
          class="scroll"
          role="log"
          aria-live="off"
          aria-label={say("conversation")}
          tabIndex={0}
          hidden={showsHelp}
        >
          <Welcome locale={locale} helpOnly={helpOnly} />
          {talk.turns.map((turn) => (
            <TurnView key={turn.id} turn={turn} say={say} />
          ))}
        </div>
        {!showsHelp && (
          <div class="foot">
            <TroubleView talk={talk} say={say} focusBox={toBox} />
            {!helpOnly && <Composer />}
            <p class="fine">
              {say("limits")} {say("private")}{" "}
              <a href={`${place.server}ask${siteQuery(place.host)}`} target="_blank" rel="noopener noreferrer">
                {say("plain")}
              </a>
            </p>
          </div>
        )}
        <p class="sr" role="status" aria-live="polite" lang={talk.status.language || language}>
          {talk.status.text}
        </p>
      </div>
    </Around.Provider>
  );
}

const siteQuery = (host: HTMLElement): string => {
  const site = host.getAttribute("site");
  return site ? `?site=${encodeURIComponent(site)}` : "";
};

function dress(root: ShadowRoot, site: Site): void {
  for (const text of [css, siteColours(site.colours)]) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}

const emit = (host: HTMLElement, name: string, detail?: object): void => {
  host.dispatchEvent(new CustomEvent(`nestline:${name}`, { detail, bubbles: true, composed: true }));
};

export async function createPanel(place: PanelPlace): Promise<Panel> {
  const { host, root, launcher } = place;
  const client = createClient({ server: place.server, site: host.getAttribute("site") ?? undefined });
  const site = await siteInTime(place.site);
  const tag = host.closest("[lang]")?.getAttribute("lang");
  const wanted = [tag ?? [], ...navigator.languages, ...(site.languages ?? [])].flat();
  const language = bestLanguage(wanted, site.languages?.length ? site.languages : undefined);
  // "en" on a page and "en-GB" in the browser: dates as the reader writes them.
  const fitting = wanted.filter((one) => one.toLowerCase().startsWith(language));
  const locale = fitting.find((one) => one.includes("-")) ?? language;
  const say = sayIn(await loadStrings(language));
  dress(root, site);

  const ref = { redraw: () => {} };
  const country = (host.getAttribute("country") ?? site.country ?? "").toUpperCase();
  const talk = new Talk(
    client,
    say,
    language,
    locale,
    /^[A-Z]{2}$/.test(country) ? country : "",
    () => ref.redraw(),
    (kind) => emit(host, "answered", { kind }),
  );
  const mount = document.createElement("div");
  mount.className = "mount";
  mount.hidden = true;
  root.append(mount);

  const close = (): void => {
    if (mount.hidden || !launcher) return;
    mount.hidden = true;
    launcher.setAttribute("aria-expanded", "false");
    launcher.focus();
    emit(host, "closed");
  };

  render(<App frame={{ place, site, client, say, language, locale, talk, close, ref }} />, mount);

  return {
    close,
    async open(focus) {
      const wasHidden = mount.hidden;
      mount.hidden = false;
      launcher?.setAttribute("aria-expanded", "true");
      // Where there is a keyboard, one can write at once; on a phone the screen keyboard would hide what we say.
      if (focus) {
        const box = matchMedia("(pointer: fine)").matches && root.querySelector<HTMLElement>("#question");
        (box || root.querySelector<HTMLElement>(".panel"))?.focus({ preventScroll: true });
      }
      if (wasHidden) emit(host, "opened");
    },
    async show(id) {
      const passage = await client.passage(id);
      const answer: Answer = {
        answer_id: "",
        kind: "guidance",
        language,
        message: "",
        topics: [],
        passages: [passage],
        referrals: [],
        contacts: [],
        choices: [],
        suggestions: [],
        edition: 1,
      };
      talk.add(answer, passage.title);
    },
  };
}

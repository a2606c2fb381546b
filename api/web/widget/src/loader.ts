// The script that a page includes. It defines <nestline-chat>, shows the button that opens it, and fetches the rest (the
// panel, its words) when it is opened: nothing before. No cookie, no storage, no global but the element.
//
// Attributes: site, mode ("launcher", "inline", "fill"), lang, country, theme ("light", "dark", "auto"), label, exit,
// help-only, position ("start", "end"). Methods: open(), close(), show(passage id). Events: nestline:opened,
// nestline:closed, nestline:answered (detail: {kind}). What stands inside the element is shown where this does not run.
import css from "./loader.css?inline";
import type { Panel } from "./panel.js";

const LABELS: Record<string, [label: string, opening: string, failed: string]> = {
  en: ["Ask about your child", "Opening", "It did not load. Try again"],
  es: ["Pregunte sobre su hijo o hija", "Abriendo", "No se ha cargado. Inténtelo otra vez"],
};

/** The other files by name, with their integrity: written in by tools/build.mjs. */
declare const PARTS: Record<string, [file: string, integrity: string]>;

/** Where this script came from, without its own name: that is where the service is. */
const server = new URL(import.meta.url.includes("/assets/") ? ".." : ".", import.meta.url).href;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

const svg = (tag: string, attributes: Record<string, string>): SVGElement => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// Fetches a module side by side with the others, and only as it was built: import() cannot be given an integrity, but
// takes the module that a link with one has fetched.
function preload(name: string): HTMLLinkElement {
  const link = document.createElement("link");
  const [file, integrity] = PARTS[name]!;
  Object.assign(link, { rel: "modulepreload", href: `${server}assets/${file}`, integrity, crossOrigin: "anonymous" });
  document.head.append(link);
  return link;
}

function mark(): SVGElement {
  const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  icon.append(
    svg("path", { d: "M12 4.2c2.5 0 4.1 2.6 4.1 5.2s-1.7 4.2-4.1 4.2-4.1-1.6-4.1-4.2 1.6-5.2 4.1-5.2z" }),
    svg("path", { d: "M3 12.5c.6 5 4.3 7.8 9 7.8s8.4-2.8 9-7.8M6 14.6c1.6 1.5 3.6 2.2 6 2.2s4.4-.7 6-2.2", class: "line" }),
  );
  return icon;
}

class NestlineChat extends HTMLElement {
  #root: ShadowRoot | undefined;
  #button: HTMLButtonElement | undefined;
  #panel: Promise<Panel> | undefined;

  connectedCallback(): void {
    if (this.#root) return;
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet];
    if (this.#isLauncher) return this.#addButton();
    // In the page: fetched when it comes near the part that is seen.
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        void this.#load().then((panel) => panel.open(false), () => this.#addButton());
      },
      { rootMargin: "300px" },
    );
    seen.observe(this);
  }

  async open(): Promise<void> {
    await (await this.#load()).open(true);
  }

  async close(): Promise<void> {
    (await this.#panel)?.close();
  }

  /** Opens the panel with one passage, for example "tantrums/when-it-boils-over". */
  async show(passage: string): Promise<void> {
    const panel = await this.#load();
    await panel.open(true);
    await panel.show(passage);
  }

  get #isLauncher(): boolean {
    return !["inline", "fill"].includes(this.getAttribute("mode") ?? "");
  }

  get #language(): string {
    const tag = this.closest("[lang]")?.getAttribute("lang") || navigator.language;
    return tag.toLowerCase().split("-")[0] ?? "";
  }

  #addButton(): void {
    const [label, opening, failed] = LABELS[this.#language] ?? LABELS["en"]!;
    const button = (this.#button = document.createElement("button"));
    const text = document.createElement("span");
    text.textContent = this.getAttribute("label") ?? label;
    button.type = "button";
    button.lang = this.#language in LABELS ? this.#language : "en";
    button.className = "launcher";
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
    button.append(mark(), text);
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-expanded") === "true") return void this.close();
      const before = text.textContent;
      button.classList.add("busy");
      text.textContent = opening;
      this.open().then(
        () => (text.textContent = before === failed ? (this.getAttribute("label") ?? label) : before),
        () => (text.textContent = failed),
      ).finally(() => button.classList.remove("busy"));
    });
    this.#root!.append(button);
  }

  // What the service says about this site, asked for while the panel is on its way. Without an answer there are defaults.
  #site(): Promise<unknown> {
    const site = this.getAttribute("site");
    return fetch(`${server}v1/site`, {
      headers: site ? { "X-Nestline-Site": site } : {},
      credentials: "omit",
      referrerPolicy: "no-referrer",
    }).then((response) => (response.ok ? response.json() : {}), () => ({}));
  }

  #load(): Promise<Panel> {
    if (!this.#panel) {
      const site = this.#site();
      const links = ["panel", this.#language in PARTS ? this.#language : "en"].map(preload);
      this.#panel = import("./panel.js")
        .then((module) =>
          module.createPanel({ host: this, root: this.#root!, server, site, launcher: this.#button, isLauncher: this.#isLauncher }),
        )
        .finally(() => links.forEach((link) => link.remove()));
    }
    // A failed load may be tried again. The module's address stays failed in this page, so a new one is not fetched
    // by every browser: then the link inside the element or /ask is the way.
    this.#panel.catch(() => (this.#panel = undefined));
    return this.#panel;
  }
}

if (!customElements.get("nestline-chat")) customElements.define("nestline-chat", NestlineChat);

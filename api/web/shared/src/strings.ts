// The interface's words. A language is loaded when it is needed; English is the measure of completeness.
import type en from "../strings/en.json";

export type Key = keyof typeof en;
export type Strings = Record<Key, string>;
export type Say = (key: Key, values?: Record<string, string | number>) => string;

const loaders: Record<string, () => Promise<{ default: Strings }>> = {
  en: () => import("../strings/en.json"),
  es: () => import("../strings/es.json"),
};

/** The first wanted language that we speak, as in "es-MX" for "es"; English where there is none. */
export function bestLanguage(wanted: readonly string[], offered: readonly string[] = Object.keys(loaders)): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (offered.includes(base) && base in loaders) return base;
  }
  return "en";
}

export async function loadStrings(language: string): Promise<Strings> {
  return (await (loaders[language] ?? loaders["en"])!()).default;
}

/** Fills {name} places. What is put in is shown as text, never read as markup. */
export const sayIn =
  (strings: Strings): Say =>
  (key, values = {}) =>
    strings[key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

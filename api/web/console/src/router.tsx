// Pages by the part of the address after #, so that the server has one page to serve and nothing of it is sent there.
import { createStore, useStore } from "./store.js";

export interface Route {
  parts: string[]; // ["items", "12"]
  query: URLSearchParams;
}

function read(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { parts: path.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

const route = createStore(read());
addEventListener("hashchange", () => route.set(read()));

export const useRoute = (): Route => useStore(route);

export function go(path: string): void {
  location.hash = `#/${path}`;
}

/** Changes what the page filters by, without a new step in the browser's history. */
export function setQuery(values: Record<string, string>): void {
  const now = read();
  for (const [name, value] of Object.entries(values)) {
    if (value) now.query.set(name, value);
    else now.query.delete(name);
  }
  const query = now.query.toString();
  history.replaceState(null, "", `#/${now.parts.map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`);
  route.set(read());
}

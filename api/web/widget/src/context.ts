// What every part of the panel needs.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client } from "../../client/src/index.js";
import type { Say } from "../../shared/src/strings.js";
import type { Talk } from "./talk.js";

export interface Surroundings {
  say: Say;
  /** Of the interface's words. */
  language: string;
  /** The reader's own, for dates: "en-GB". */
  locale: string;
  talk: Talk;
  client: Client;
  openHelp: () => void;
}

export const Around = createContext<Surroundings>(undefined as never);
export const useAround = (): Surroundings => useContext(Around);

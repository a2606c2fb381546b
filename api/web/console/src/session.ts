// Who is signed in, and whether the server can be reached. No I/O and no DOM: `api.ts` reports here, components look.
import type { components } from "../../client/src/contract.js";
import { createStore } from "./store.js";

type Schemas = components["schemas"];
export type Session = Schemas["StaffSession"];
export type Role = Schemas["StaffUser"]["roles"][number];

export const session = createStore<Session | null>(null);
export const connection = createStore<"there" | "lost">("there");

/** True while somebody who was signed in has to do so again; the dialog over the page looks at it. */
export const hasExpired = createStore(false);

let waiting: (() => void)[] = [];

/** Resolves as soon as the same person is signed in again. */
export function signInAgain(): Promise<void> {
  hasExpired.set(true);
  return new Promise((resolve) => waiting.push(resolve));
}

export function signedIn(now: Session): void {
  session.set(now);
  hasExpired.set(false);
  const resolved = waiting;
  waiting = [];
  for (const resolve of resolved) resolve();
}

export const hasRole = (now: Session | null, ...roles: Role[]): boolean => roles.some((role) => now?.user.roles.includes(role));

/** Reviews, publishing, users and policy are not for staff who are bound to one site. */
export const isForAll = (now: Session | null): boolean => now !== null && !now.user.site;

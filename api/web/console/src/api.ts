// The one caller of the server, typed from the contract. A call that finds the session ended waits until the person has
// signed in again and is then sent once more, so that nothing that was written is lost; one that finds no connection is
// an `ApiError` with status 0.
import type { components, paths } from "../../client/src/contract.js";
import { connection, signInAgain } from "./session.js";

export type Schemas = components["schemas"];
type Method = "get" | "post" | "put" | "delete";
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Body<O> = O extends { requestBody?: infer R }
  ? NonNullable<R> extends { content: { "application/json": infer B } } ? B : undefined
  : undefined;
type Query<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type Json<R> = R extends { content: { "application/json": infer T } } ? T : undefined;
type Answer<O> = O extends { responses: infer R } ? { [S in keyof R]: S extends 200 | 201 | 202 | 204 ? Json<R[S]> : never }[keyof R] : never;
type With<M extends Method> = { [P in keyof paths]: paths[P][M] extends undefined ? never : P }[keyof paths] & `/v1/staff/${string}`;

export interface Call<O> {
  path?: Record<string, string | number>;
  query?: Query<O>;
  body?: Body<O>;
  /** The ETag that was read; the server refuses with 412 where it is no longer the newest. */
  etag?: string;
}

export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: no connection
    readonly problem: Partial<Schemas["Problem"]>,
    readonly retryAfter: number, // seconds; 0 where the server did not say
  ) {
    super(problem.detail ?? problem.title ?? (status === 0 ? "No connection to the server." : `The server answered ${status}.`));
  }
  /** The end of the problem's type, "second_factor" of ".../second_factor". */
  get kind(): string {
    return this.problem.type?.split(/[/#:]/).pop() ?? "";
  }
}

export interface Found<T> {
  data: T;
  etag: string;
}

const root = new URL(".", document.baseURI).href.replace(/\/$/, ""); // the console is /console, the API /v1

export function addressOf(path: string, parts: Record<string, string | number> = {}, query: object = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name] ?? "")));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return root + filled + (text ? `?${text}` : "");
}

async function send(method: Method, address: string, body: unknown, etag: string | undefined): Promise<Response> {
  const headers: Record<string, string> = { "X-Nestline-Console": "1", Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (etag) headers["If-Match"] = etag;
  try {
    const init: RequestInit = { method: method.toUpperCase(), headers, credentials: "same-origin", cache: "no-store" };
    if (body !== undefined) init.body = JSON.stringify(body);
    const response = await fetch(address, init);
    connection.set("there");
    return response;
  } catch {
    connection.set("lost");
    throw new ApiError(0, {}, 0);
  }
}

/** With `etag`. `isSigningIn` calls show a 401 to the caller. */
export async function find<M extends Method, P extends With<M>>(
  method: M,
  path: P,
  call: Call<Operation<P, M>> = {},
  isSigningIn = false,
): Promise<Found<Answer<Operation<P, M>>>> {
  const address = addressOf(path, call.path, call.query);
  let response = await send(method, address, call.body, call.etag);
  while (response.status === 401 && !isSigningIn) {
    await signInAgain();
    response = await send(method, address, call.body, call.etag);
  }
  const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
  const data: unknown = isJson ? await response.json().catch(() => ({})) : undefined;
  if (!response.ok) {
    throw new ApiError(response.status, (data ?? {}) as Partial<Schemas["Problem"]>, Number(response.headers.get("Retry-After") ?? 0));
  }
  return { data: data as Answer<Operation<P, M>>, etag: response.headers.get("ETag") ?? "" };
}

export const call = async <M extends Method, P extends With<M>>(method: M, path: P, options: Call<Operation<P, M>> = {}) =>
  (await find(method, path, options)).data;

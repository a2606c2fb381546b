// The Nestline REST service, typed from its contract. One function a route; what goes wrong is a NestlineError.
//
// Sends no cookies and no referrer, keeps nothing. Works in browsers and in Node 20 or newer.
import type { components } from "./contract.js";

type Schemas = components["schemas"];
export type Answer = Schemas["Answer"];
export type AskRequest = Schemas["AskRequest"];
export type Conversation = Schemas["Conversation"];
export type ConversationRequest = Schemas["ConversationRequest"];
export type Explanation = Schemas["Explanation"];
export type FeedbackRequest = Schemas["FeedbackRequest"];
export type Passage = Schemas["Passage"];
export type Problem = Schemas["Problem"];
export type Referral = Schemas["Referral"];
export type Topic = Schemas["Topic"];
export type TopicDetail = Schemas["TopicDetail"];

/** A question as a caller writes it: what has a default may be left out. */
export type Ask = Pick<AskRequest, "question"> & Partial<AskRequest>;

export interface ClientOptions {
  /** Where Nestline is, for example "https://nestline.example". */
  server: string;
  /** The public id of a site, for pages in a browser. */
  site?: string | undefined;
  /** A secret key, for servers only: never put it into a page. */
  key?: string | undefined;
  /** Milliseconds after which a call is given up; 20,000 where absent. */
  timeout?: number | undefined;
  /** In place of the global fetch, for tests. */
  fetch?: typeof fetch | undefined;
}

export type Failure = "offline" | "timeout" | "refused";

/** Every failed call. `failure` says how far it came; `problem` is what the service said (RFC 9457). */
export class NestlineError extends Error {
  constructor(
    readonly failure: Failure,
    readonly status: number,
    readonly problem: Partial<Problem>,
    /** Seconds to wait before the next try; 0 where the service did not say. */
    readonly retryAfter: number,
  ) {
    super(problem.detail ?? problem.title ?? failure);
    this.name = "NestlineError";
  }
}

interface Filter {
  need?: string;
  country?: string;
  locale?: string;
}

export interface Client {
  ask(question: Ask): Promise<Answer>;
  startConversation(settings?: ConversationRequest): Promise<Conversation>;
  sendMessage(conversation: string, message: Ask): Promise<Answer>;
  endConversation(conversation: string): Promise<void>;
  topics(locale?: string): Promise<TopicDetail[]>;
  passage(id: string): Promise<Passage>;
  referrals(filter?: Filter): Promise<Referral[]>;
  helplines(filter?: Filter): Promise<Referral[]>;
  feedback(feedback: FeedbackRequest): Promise<{ message: string }>;
  /** Any other route of the service; undefined where the answer has no body. */
  call<T>(method: string, path: string, body?: unknown, keepalive?: boolean): Promise<T>;
}

const query = (values: object): string => {
  const filled = Object.entries(values).filter(([, value]) => value);
  return filled.length === 0 ? "" : `?${new URLSearchParams(filled)}`;
};

async function problemOf(response: Response): Promise<Partial<Problem>> {
  try {
    return (await response.json()) as Partial<Problem>;
  } catch {
    return {}; // not ours: a proxy's page
  }
}

export function createClient(options: ClientOptions): Client {
  const server = options.server.replace(/\/+$/, "");
  const send = options.fetch ?? ((...sent: Parameters<typeof fetch>) => fetch(...sent));

  async function call<T>(method: string, path: string, body?: unknown, keepalive = false): Promise<T> {
    const headers: Record<string, string> = {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (options.site) headers["X-Nestline-Site"] = options.site;
    if (options.key) headers["Authorization"] = `Bearer ${options.key}`;
    try {
      const response = await send(server + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        keepalive,
        signal: AbortSignal.timeout(options.timeout ?? 20_000),
      });
      if (!response.ok) {
        const after = Number(response.headers.get("Retry-After"));
        throw new NestlineError("refused", response.status, await problemOf(response), after || 0);
      }
      return (response.status === 204 ? undefined : await response.json()) as T;
    } catch (error) {
      if (error instanceof NestlineError) throw error;
      const timedOut = (error as Error).name === "TimeoutError";
      throw new NestlineError(timedOut ? "timeout" : "offline", 0, {}, 0);
    }
  }

  return {
    call,
    ask: (question) => call("POST", "/v1/ask", question),
    startConversation: (settings = {}) => call("POST", "/v1/conversations", settings),
    sendMessage: (conversation, message) =>
      call("POST", `/v1/conversations/${encodeURIComponent(conversation)}/messages`, message),
    endConversation: (conversation) =>
      call("DELETE", `/v1/conversations/${encodeURIComponent(conversation)}`, undefined, true),
    topics: async (locale) => (await call<{ topics: TopicDetail[] }>("GET", `/v1/topics${query({ locale })}`)).topics,
    passage: (id) => call("GET", `/v1/passages/${id.split("/").map(encodeURIComponent).join("/")}`),
    referrals: async (filter = {}) =>
      (await call<{ referrals: Referral[] }>("GET", `/v1/referrals${query(filter)}`)).referrals,
    helplines: async (filter = {}) =>
      (await call<{ helplines: Referral[] }>("GET", `/v1/helplines${query(filter)}`)).helplines,
    feedback: (feedback) => call("POST", "/v1/feedback", feedback),
  };
}

// What has been said, and how it goes on: the questions, the answers, what is under way and what failed. No DOM in here.
// Kept in memory only; the service keeps the topic and the child's age of a conversation, never its words.
import { NestlineError, type Answer, type Ask, type Client, type Conversation, type Topic } from "../../client/src/index.js";
import type { Say } from "../../shared/src/strings.js";
import { age } from "./format.js";

export interface Turn {
  id: number;
  /** What the parent reads as theirs: the words, or the topic they chose. */
  shown: string;
  chosen: boolean;
  asked: Ask;
  answer: Answer | undefined;
}

export interface Trouble {
  kind: "offline" | "busy" | "error";
  seconds: number;
  turn: Turn;
}

const SLOW_MS = 6000;

export class Talk {
  turns: Turn[] = [];
  /** Words in the question box. */
  draft = "";
  trouble: Trouble | undefined;
  greeting: string | undefined;
  /** What the status region says, and in which language. */
  status = { text: "", language: "" };
  country: string;

  #conversation: Promise<Conversation> | undefined;
  #count = 0;
  #generation = 0;

  constructor(
    private readonly client: Client,
    private readonly say: Say,
    private readonly language: string,
    private readonly locale: string,
    country: string,
    private readonly changed: () => void,
    private readonly answered: (kind: Answer["kind"]) => void,
  ) {
    this.country = country;
  }

  get isBusy(): boolean {
    return this.turns.some((turn) => !turn.answer);
  }

  tell(text: string, language = this.language): void {
    this.status = { text, language };
    this.changed();
  }

  edit(draft: string): void {
    this.draft = draft;
    this.changed();
  }

  setCountry(country: string): void {
    this.country = country;
    this.changed();
  }

  /** Begins a conversation, for its greeting. That it fails shows when a question is sent. */
  begin(): void {
    this.#talkingIn().then(
      ({ greeting }) => {
        this.greeting = greeting;
        this.changed();
      },
      () => {},
    );
  }

  askInWords(): void {
    const question = this.draft.trim();
    if (this.isBusy) return;
    if (question === "") return this.tell(this.say("empty"));
    void this.#send({ question }, question, false);
  }

  askTopic(topic: Topic): void {
    if (!this.isBusy) void this.#send({ question: topic.name, topic: topic.id }, topic.name, true);
  }

  /** "Which of these is closest?": the same words again, with the topic. */
  choose(turn: Turn, topic: Topic): void {
    if (!this.isBusy) void this.#send({ ...turn.asked, topic: topic.id }, topic.name, true);
  }

  tellAge(turn: Turn, months: number): void {
    if (!this.isBusy) void this.#send({ ...turn.asked, child_age_months: months }, age(months, this.say), true);
  }

  retry(): void {
    const turn = this.trouble?.turn;
    if (!turn || this.isBusy) return;
    // The parent may have changed the words in the meantime.
    if (!turn.chosen) return this.askInWords();
    void this.#send(turn.asked, turn.shown, true);
  }

  /** Adds an answer that did not come from a question: a passage that the page asked for. */
  add(answer: Answer, shown: string): void {
    this.turns = [...this.turns, { id: ++this.#count, shown, chosen: true, asked: { question: shown }, answer }];
    this.changed();
  }

  reset(): void {
    this.#generation += 1;
    this.end();
    this.turns = [];
    this.trouble = undefined;
    this.tell(this.say("started"));
    this.begin();
  }

  /** Lets the service forget the conversation. */
  end(): void {
    void this.#conversation?.then(({ conversation_id }) => this.client.endConversation(conversation_id)).catch(() => {});
    this.#conversation = undefined;
  }

  #talkingIn(): Promise<Conversation> {
    if (!this.#conversation) {
      const started = this.client.startConversation({
        locale: this.locale,
        ...(this.country && { country: this.country }),
      });
      started.catch(() => {
        if (this.#conversation === started) this.#conversation = undefined;
      });
      this.#conversation = started;
    }
    return this.#conversation;
  }

  async #deliver(asked: Ask): Promise<Answer> {
    const message: Ask = {
      ...asked,
      explain: true,
      locale: this.locale,
      ...(this.country && { country: this.country }),
    };
    for (let again = false; ; again = true) {
      const { conversation_id } = await this.#talkingIn();
      try {
        return await this.client.sendMessage(conversation_id, message);
      } catch (error) {
        // The conversation has ended (30 minutes) or is full: a new one, once.
        const isOver = error instanceof NestlineError && (error.status === 404 || (error.status === 429 && !error.retryAfter));
        if (!isOver || again) throw error;
        this.#conversation = undefined;
      }
    }
  }

  async #send(asked: Ask, shown: string, chosen: boolean): Promise<void> {
    const generation = this.#generation;
    const turn: Turn = { id: ++this.#count, shown, chosen, asked, answer: undefined };
    const draft = this.draft;
    this.turns = [...this.turns, turn];
    this.trouble = undefined;
    if (!chosen) this.draft = "";
    this.tell(this.say("looking"));
    const slow = setTimeout(() => this.tell(this.say("still_looking")), SLOW_MS);
    try {
      const answer = await this.#deliver(asked);
      if (generation !== this.#generation) return;
      this.turns = this.turns.map((one) => (one === turn ? { ...turn, answer } : one));
      this.tell(this.#announcement(answer), answer.language);
      this.answered(answer.kind);
    } catch (error) {
      if (generation !== this.#generation) return;
      this.turns = this.turns.filter((one) => one !== turn);
      if (!chosen && this.draft === "") this.draft = draft; // nothing that was typed is lost
      this.#fail(turn, error);
    } finally {
      clearTimeout(slow);
    }
  }

  #fail(turn: Turn, error: unknown): void {
    const known = error instanceof NestlineError ? error : undefined;
    const kind = known?.failure === "offline" ? "offline" : known?.status === 429 ? "busy" : "error";
    const seconds = known?.retryAfter || 30;
    this.trouble = { kind, seconds, turn };
    const title = kind === "offline" ? this.say("offline_title") : this.say("error_title");
    this.tell(`${title}. ${this.say(kind, { n: seconds })} ${this.say("error_danger")}`);
  }

  // Short: the whole answer stands in the log, to be read at the reader's own pace.
  #announcement(answer: Answer): string {
    if (answer.kind === "urgent") {
      const first = answer.contacts.find(({ countries }) => countries.includes(this.country));
      return `${this.say("urgent_title")}. ${answer.message} ${first ? `${first.name}: ${first.phone ?? ""}` : ""}`;
    }
    const passage = answer.passages[0];
    return `${this.say("ready")} ${answer.message} ${passage ? `${passage.title}. ${passage.summary}` : ""} ${this.say("read_above")}`;
  }
}

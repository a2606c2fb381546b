// An answer as a calm, readable card. The urgent one comes first and alone: whom to call, then what to do.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import type { Answer, Passage, Referral } from "../../client/src/index.js";
import { useAround } from "./context.js";
import { Feedback } from "./feedback.js";
import { ageRange, byName, day, direction } from "./format.js";
import { Icon } from "./icons.js";
import { copyAnswer, printAnswer } from "./output.js";
import { Contact } from "./referral.js";
import type { Turn } from "./talk.js";
import { Why } from "./why.js";

const AGES = [3, 9, 15, 30, 42, 60];

function Parts({ passage }: { passage: Passage }) {
  return (
    <>
      {passage.parts.map((part) => (
        <section key={part.id} class={`part ${part.id}`}>
          <h4>
            {part.id === "help" && <Icon name="heart" />}
            {part.heading}
          </h4>
          {part.blocks.map((block, i) =>
            block.type === "list" ? (
              <ul key={i}>
                {block.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            ) : (
              <p key={i}>{block.text}</p>
            ),
          )}
        </section>
      ))}
    </>
  );
}

function Source({ passage }: { passage: Passage }) {
  const { say, locale } = useAround();
  const { review, sources } = passage;
  return (
    <details class="source">
      <summary>
        {say("sources")}
        <span class="quiet">
          {" · "}
          {review.on ? say("reviewed", { by: review.by ?? "", date: day(review.on, locale) }) : say("not_reviewed")}
        </span>
      </summary>
      <ul>
        {sources.map(({ id, title, publisher, date, place }) => (
          <li key={id + place}>
            {[title, publisher !== title && publisher, date, place].filter(Boolean).join(", ")}
          </li>
        ))}
      </ul>
      <p>{say("review_due", { date: day(review.due, locale) })}</p>
    </details>
  );
}

export function PassageCard({ passage, isFirst }: { passage: Passage; isFirst: boolean }) {
  const { say } = useAround();
  const body = (
    <>
      <Parts passage={passage} />
      <Source passage={passage} />
    </>
  );
  const ages = <p class="ages">{ageRange(passage.age_range, say)}</p>;
  if (isFirst) {
    return (
      <section class="passage">
        <h3>{passage.title}</h3>
        <p class="summary">{passage.summary}</p>
        {ages}
        {body}
      </section>
    );
  }
  return (
    <details class="passage more">
      <summary>
        <span class="kicker">{say("also")}</span>
        <span class="title">{passage.title}</span>
        <span class="quiet">{passage.summary}</span>
      </summary>
      {ages}
      {body}
    </details>
  );
}

function AskAge({ turn, text }: { turn: Turn; text: string }) {
  const { say, talk } = useAround();
  const label = (months: number): string =>
    months === 3
      ? say("age_under", { n: 6 })
      : months === 9
        ? say("age_range_months", { from: 6, to: 12 })
        : months === 15
          ? say("age_year")
          : say("age_years", { n: months === 60 ? "4–5" : Math.floor(months / 12) });
  return (
    <div class="ask-age" role="group" aria-label={text}>
      <p>{text}</p>
      <p class="chips">
        {AGES.map((months) => (
          <button type="button" class="chip" key={months} onClick={() => talk.tellAge(turn, months)}>
            {label(months)}
          </button>
        ))}
      </p>
    </div>
  );
}

function Urgent({ answer }: { answer: Answer }) {
  const { say, language, talk, openHelp } = useAround();
  const [elsewhere, setElsewhere] = useState(false);
  const isOwn = ({ countries }: Referral): boolean => countries.length === 0 || countries.includes(talk.country);
  const countries = byName(answer.contacts.flatMap((one) => one.countries), language);
  const isKnown = answer.contacts.some(({ countries }) => countries.includes(talk.country));
  const contacts = isKnown ? answer.contacts.filter(isOwn) : [];
  const [chooses] = useState(!isKnown); // the choice stays, so that a wrong tap can be put right
  return (
    <>
      <h3 class="alarm">
        <Icon name="phone" />
        <span>{say("urgent_title")}</span>
      </h3>
      {chooses && (
        <p class="country">
          <label>
            <span>{say("urgent_country")}</span>
            <select
              value={elsewhere ? "-" : talk.country}
              onChange={(event) => {
                const value = event.currentTarget.value;
                setElsewhere(value === "-");
                talk.setCountry(value.length === 2 ? value : "");
              }}
            >
              <option value="">{say("choose")}</option>
              {countries.map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
              <option value="-">{say("other_country")}</option>
            </select>
          </label>
        </p>
      )}
      {elsewhere && !isKnown && <p class="lead">{say("other_country_help")}</p>}
      {contacts[0] && (
        <ul class="contacts">
          <Contact referral={contacts[0]} prime />
        </ul>
      )}
      <p class="lead">{answer.message}</p>
      {contacts.length > 1 && (
        <>
          <h4>{say("urgent_also")}</h4>
          <ul class="contacts">
            {contacts.slice(1).map((one) => (
              <Contact key={one.id} referral={one} />
            ))}
          </ul>
        </>
      )}
      <p class="ways">
        <button type="button" class="button plain" onClick={openHelp}>
          {say("urgent_more")}
        </button>
      </p>
    </>
  );
}

function Referrals({ list }: { list: Referral[] }) {
  const { say } = useAround();
  if (list.length === 0) return null;
  return (
    <section class="who">
      <h4>{say("who")}</h4>
      <ul class="contacts">
        {list.map((one) => (
          <Contact key={one.id} referral={one} />
        ))}
      </ul>
    </section>
  );
}

export function AnswerCard({ turn, answer }: { turn: Turn; answer: Answer }) {
  const { say, talk } = useAround();
  const isUrgent = answer.kind === "urgent";
  return (
    <section class={`answer ${answer.kind}`} lang={answer.language} dir={direction(answer.language)}>
      <h3 class="sr">{say("answer")}</h3>
      {isUrgent ? <Urgent answer={answer} /> : answer.message && <p class="message">{answer.message}</p>}
      {answer.choices.length > 0 && (
        <p class="chips choices">
          {answer.choices.map((topic) => (
            <button type="button" class="chip" key={topic.id} onClick={() => talk.choose(turn, topic)}>
              {topic.name}
            </button>
          ))}
        </p>
      )}
      {answer.passages.map((passage, i) => (
        <PassageCard key={passage.id} passage={passage} isFirst={i === 0} />
      ))}
      {answer.ask_back && <AskAge turn={turn} text={answer.ask_back.text} />}
      <Referrals list={answer.referrals} />
      {answer.suggestions.length > 0 && (
        <section class="related">
          <h4>{say("related")}</h4>
          <p class="chips">
            {answer.suggestions.map((topic) => (
              <button type="button" class="chip" key={topic.id} onClick={() => talk.askTopic(topic)}>
                {topic.name}
              </button>
            ))}
          </p>
        </section>
      )}
      {answer.notice && <p class="notice">{answer.notice}</p>}
      <footer>
        {answer.answer_id && !isUrgent && <Feedback answerId={answer.answer_id} />}
        {answer.answer_id && <Why answer={answer} chosen={turn.chosen} />}
        <p class="tools">
          <button type="button" class="tool" onClick={() => copyAnswer(answer, say, (text) => talk.tell(text))}>
            <Icon name="copy" /> {say("copy")}
          </button>
          <button type="button" class="tool" onClick={(event) => printAnswer(event.currentTarget)}>
            <Icon name="print" /> {say("print")}
          </button>
        </p>
      </footer>
    </section>
  );
}

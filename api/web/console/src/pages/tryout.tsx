// The try-out bench: a question, the edition that answers it, the answer as parents get it, and why.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { call, type Schemas } from "../api.js";
import { Explained } from "../explain.js";
import { go } from "../router.js";
import { hasRole, session } from "../session.js";
import { Preview } from "../side.js";
import { useStore } from "../store.js";
import { useTopics } from "../topics.js";
import { Badge, Field, Page, Trouble, say, useAction, useLoad } from "../ui.js";
import { handOver } from "../handover.js";
import { ANSWER_KINDS } from "../words.js";
import { ExampleDialog } from "./example.js";

interface Asked {
  question: string;
  edition: string;
  answer: Schemas["Answer"];
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Request = NonNullable<Parameters<typeof call<"post", "/v1/staff/try-out">>[2]>["body"];

/** An older edition is loaded first; asked again until it is there. */
async function ask(body: NonNullable<Request>): Promise<{ edition: string; answer: Schemas["Answer"] }> {
  for (;;) {
    const found = await call("post", "/v1/staff/try-out", { body });
    if ("answer" in found) return found;
    await pause(600);
  }
}

export function Answered({ answer }: { answer: Schemas["Answer"] }) {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">What a parent gets</h2>
      <p><Badge kind={answer.kind === "urgent" ? "bad" : "good"}>{ANSWER_KINDS[answer.kind]}</Badge></p>
      <p class="message">{answer.message}</p>
      {answer.contacts.length > 0 && <ul>{answer.contacts.map((one) => <li key={one.id}><strong>{one.name}</strong> {one.phone ?? one.text ?? ""}</li>)}</ul>}
      {answer.choices.length > 0 && <Fragment><p>They choose between:</p><ul>{answer.choices.map((one) => <li key={one.id}>{one.name}</li>)}</ul></Fragment>}
      {answer.passages.map((passage, i) => (
        <details key={passage.id} open={i === 0}><summary>{passage.title}</summary><Preview passage={passage} /></details>
      ))}
      {answer.referrals.length > 0 && <Fragment><p>Who to ask:</p><ul>{answer.referrals.map((one) => <li key={one.id}>{one.name}</li>)}</ul></Fragment>}
      {answer.child_age_months !== undefined && <p><small>It took the child to be {answer.child_age_months} months old.</small></p>}
    </section>
  );
}

export function TryOut() {
  const now = useStore(session);
  const { nameOf } = useTopics();
  const [question, setQuestion] = useState("");
  const [age, setAge] = useState("");
  const [country, setCountry] = useState("");
  const [edition, setEdition] = useState("live");
  const [asked, setAsked] = useState<Asked>();
  const [start, isBusy, error] = useAction();
  const editions = useLoad(() => call("get", "/v1/staff/editions"), []).data?.editions ?? [];
  const submit = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      const found = await ask({
        question, edition,
        ...(age ? { child_age_months: Number(age) } : {}),
        ...(country ? { country: country.toUpperCase() } : {}),
      });
      setAsked({ question, ...found });
      say(`Answered: ${ANSWER_KINDS[found.answer.kind]}.`);
    });
  };
  const [isExample, setExample] = useState(false);
  const addGolden = () => {
    handOver(asked!.question);
    go(`new/golden?answer=${asked!.answer.kind}`);
  };
  return (
    <Page title="Try out" intro="Ask as a parent would. Nothing of it is counted or kept.">
      <form onSubmit={submit}>
        <Field id="question" label="Question"><textarea id="question" rows={4} required maxLength={4000} value={question} onInput={(e) => setQuestion(e.currentTarget.value)} /></Field>
        <div class="filters">
          <Field id="edition" label="Answered from">
            <select id="edition" value={edition} onChange={(e) => setEdition(e.currentTarget.value)}>
              <option value="live">What is live now</option>
              <option value="candidate">The next edition, if one has been prepared</option>
              {editions.filter((one) => !one.live).map((one) => <option key={one.number} value={String(one.number)}>Edition {one.number}</option>)}
            </select>
          </Field>
          <Field id="age" label="Age in months"><input id="age" type="number" min={0} max={96} value={age} onInput={(e) => setAge(e.currentTarget.value)} /></Field>
          <Field id="country" label="Country, two letters"><input id="country" maxLength={2} pattern="[A-Za-z]{2}" value={country} onInput={(e) => setCountry(e.currentTarget.value)} /></Field>
        </div>
        <button type="submit" aria-busy={isBusy}>Ask</button>
      </form>
      {error && <Trouble error={error} />}
      {asked && (
        <Fragment>
          <div class="columns">
            <Answered answer={asked.answer} />
            {asked.answer.explanation && <Explained question={asked.question} answer={asked.answer} explanation={asked.answer.explanation} nameOf={nameOf} />}
          </div>
          {hasRole(now, "author", "admin") && (
            <Fragment>
              <h2>What can be done with it</h2>
              <div class="row"><button type="button" class="secondary" onClick={() => setExample(true)}>Make it an example of a topic</button> <small>From examples Nestline learns to know a topic.</small></div>
              <div class="row"><button type="button" class="secondary" onClick={addGolden}>Keep it as a test question</button> <small>It is then tried before every publication.</small></div>
              {isExample && <ExampleDialog question={asked.question} likely={asked.answer.topics[0]?.id ?? ""} close={() => setExample(false)} />}
            </Fragment>
          )}
        </Fragment>
      )}
    </Page>
  );
}

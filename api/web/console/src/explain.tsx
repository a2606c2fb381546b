// Why a question got its answer, drawn: the words that counted marked in the question, each topic with how sure it is and what
// spoke for it, the safety rules that were found.
import { h, Fragment } from "preact";
import type { Schemas } from "./api.js";
import { Badge } from "./ui.js";

type Explanation = Schemas["Explanation"];
type Evidence = Explanation["topics"][number]["evidence"][number];

const SHOWN = 6; // pieces of evidence for a topic before the rest is folded away
const MARKED = 0.3; // of the strongest word's points: weaker ones are not marked in the question

/** The question with every word marked that is among `wanted`. */
function Marked({ question, wanted }: { question: string; wanted: string[] }) {
  const words = wanted.map((one) => one.trim()).filter((one) => one.length > 1).sort((a, b) => b.length - a.length);
  if (words.length === 0) return <p class="asked">{question}</p>;
  const pattern = new RegExp(`(${words.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+")).join("|")})`, "giu");
  return <p class="asked">{question.split(pattern).map((part, i) => (i % 2 ? <mark key={i}>{part}</mark> : part))}</p>;
}

/** `value` is 0 to 1; undefined where the answer does not say. */
function Bar({ label, value, chosen }: { label: string; value: number | undefined; chosen?: boolean }) {
  const percent = value === undefined ? "" : `${Math.round(value * 100)}%`;
  return (
    <div class={`bar-row ${chosen ? "chosen" : ""}`}>
      <span>{label}</span>
      {value === undefined ? <span /> : <meter min={0} max={1} value={value} aria-label={`${label}: ${percent}`} />}
      <span class="number">{percent}</span>
    </div>
  );
}

const plain = (text = ""): string => text.replace(/^"|"$/g, "");

const Chips = ({ evidence }: { evidence: Evidence[] }) => (
  <ul class="chips">
    {evidence.map((one, i) => (
      <li key={i} class={one.points < 0 ? "against" : ""}>
        {one.kind === "start" ? "how often it is asked" : `“${plain(one.text)}”`} <small>{one.points > 0 ? "+" : "−"}{Math.abs(one.points).toFixed(2)}</small>
      </li>
    ))}
  </ul>
);

interface ExplainedProps {
  question: string;
  answer: Schemas["Answer"];
  explanation: Explanation;
  nameOf: (topic: string) => string;
}

export function Explained({ question, answer, explanation, nameOf }: ExplainedProps) {
  const { rules, topics, out_of_scope, refer } = explanation;
  const sureness = (topic: string) => answer.topics.find((one) => one.id === topic)?.confidence;
  const evidence = topics[0]?.evidence.filter((one) => one.text) ?? [];
  const strongest = Math.max(0, ...evidence.map((one) => one.points));
  const best = evidence.filter((one) => one.points > 0 && one.points >= MARKED * strongest).map((one) => plain(one.text));
  const marked = rules.length > 0 ? rules.flatMap((rule) => rule.words.split(/\s*[,;…]\s*|\s+\.\.\.\s+/)) : best;
  const about = (
    <Fragment>
      {topics.length > 0 && <h3>Topics, the likeliest first</h3>}
      {topics.map((topic, i) => (
        <div key={topic.id} class="topic">
          <Bar label={nameOf(topic.id)} value={sureness(topic.id)} chosen={i === 0} />
          {topic.evidence.length > 0 && <Chips evidence={topic.evidence.slice(0, SHOWN)} />}
          {topic.evidence.length > SHOWN && <details><summary>{topic.evidence.length - SHOWN} more words that counted</summary><Chips evidence={topic.evidence.slice(SHOWN)} /></details>}
        </div>
      ))}
      <h3>Against an answer of our own</h3>
      <Bar label="Not for us" value={out_of_scope} />
      <Bar label="An ordinary health question, for a doctor or nurse" value={refer} />
    </Fragment>
  );
  return (
    <section aria-labelledby="why">
      <h2 id="why">Why this answer</h2>
      <Marked question={question} wanted={marked} />
      <p>{explanation.decision.charAt(0).toUpperCase() + explanation.decision.slice(1)}.</p>
      {rules.length > 0 && (
        <Fragment>
          <h3>Safety rules that were found</h3>
          <ul>{rules.map((rule, i) => <li key={i}><Badge kind="bad">{rule.id.replaceAll("-", " ")}</Badge> in “{rule.words}”</li>)}</ul>
        </Fragment>
      )}
      {rules.length > 0 ? <details><summary>What it would have been about without them</summary>{about}</details> : about}
    </section>
  );
}

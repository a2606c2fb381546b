// What the next edition would change, and what stands in its way.
import { h, Fragment } from "preact";
import type { Schemas } from "../api.js";
import { useTopics } from "../topics.js";
import { Badge } from "../ui.js";
import { ANSWER_KINDS, BLOCKS, KINDS, STEPS, count } from "../words.js";

type Candidate = Schemas["StaffCandidate"];
type Brief = Schemas["StaffAnswerBrief"];

export const Progress = ({ candidate }: { candidate: Candidate }) => (
  <div>
    <label for="progress">{STEPS[candidate.step]} …</label>
    <progress id="progress" max={1} value={candidate.progress} />
  </div>
);

const CHANGES = { added: "New", changed: "Changed", removed: "Taken away" };
const EXPECTED: Record<Schemas["StaffAnswerChange"]["expected"], [string, string]> = {
  right_before: ["bad", "Was right, would be wrong"],
  right_after: ["good", "Was wrong, would be right"],
  both: ["good", "Right before and after"],
  neither: ["warn", "Wrong before and after"],
  unknown: ["", "Nobody has said what is right"],
};

function BriefView({ title, brief, other }: { title: string; brief: Brief; other: Brief }) {
  const { nameOf } = useTopics();
  const line = (label: string, now: string[], before: string[], name: (id: string) => string) =>
    now.length > 0 && <Fragment><dt>{label}</dt><dd>{now.map((one, i) => <Fragment key={one}>{i > 0 && ", "}{before.includes(one) ? name(one) : <strong>{name(one)}</strong>}</Fragment>)}</dd></Fragment>;
  const plain = (id: string) => (id.split("/").pop() ?? id).replaceAll("-", " ");
  return (
    <div>
      <h4>{title}</h4>
      <dl>
        <dt>Answer</dt>
        <dd>{brief.kind === other.kind ? ANSWER_KINDS[brief.kind] ?? brief.kind : <strong>{ANSWER_KINDS[brief.kind] ?? brief.kind}</strong>}</dd>
        {line("Topics", brief.topics, other.topics, nameOf)}
        {line("Texts", brief.passages, other.passages, plain)}
        {line("Safety rules", brief.rules, other.rules, plain)}
        {line("Sentences", brief.message, other.message, (id) => id)}
      </dl>
    </div>
  );
}

export function CandidateView({ candidate }: { candidate: Candidate }) {
  const { state, blocks, changes, answers, warnings } = candidate;
  return (
    <Fragment>
      {state === "published" && <p class="notice good">Edition {candidate.edition ?? ""} is live.</p>}
      {state === "failed" && <p class="notice bad">It could not be prepared. What is live stays as it is; try again.</p>}
      {state === "stale" && <p class="notice warn">Something else was published meanwhile. Look again at what would change.</p>}
      {blocks.length > 0 && (
        <div class="notice bad">
          <p><strong>It cannot be published yet:</strong></p>
          <ul>
            {blocks.map((block, i) => (
              <li key={i}>
                <strong>{BLOCKS[block.reason]}:</strong> {block.text}{" "}
                {block.fault?.item_id && <a href={`#/text/${block.fault.item_id}`}>Go to the text</a>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <h3>{count(changes.length, "text")} would change</h3>
      {changes.length > 0 && <ul>{changes.map((change) => <li key={change.item_id}><Badge>{CHANGES[change.change]}</Badge> <a href={`#/text/${change.item_id}`}>{change.title || change.key}</a> <small>{KINDS[change.kind]}</small></li>)}</ul>}
      <h3>{count(answers.length, "answer")} would change</h3>
      <p><small>{count(candidate.questions_replayed, "question")} answered with both editions.</small></p>
      {answers.map((answer, i) => (
        <article class="answer-change" key={i}>
          <p>
            <strong>“{answer.text}”</strong> <Badge kind={EXPECTED[answer.expected][0]}>{EXPECTED[answer.expected][1]}</Badge>{" "}
            <small>{answer.origin === "golden" ? "Test question" : "A parent's question, names taken out"}</small>
          </p>
          <div class="columns">
            <BriefView title="Now" brief={answer.before} other={answer.after} />
            <BriefView title="Then" brief={answer.after} other={answer.before} />
          </div>
        </article>
      ))}
      {warnings.length > 0 && (
        <details><summary>{count(warnings.length, "hint")} that do not stand in the way</summary><ul>{warnings.map((fault, i) => <li key={i}>{fault.message} <small>{fault.file}</small></li>)}</ul></details>
      )}
    </Fragment>
  );
}

// "Why this answer", in words: which of the parent's own words counted, and that people wrote what stands here.
import { h } from "preact";
import type { Answer, Explanation } from "../../client/src/index.js";
import { useAround } from "./context.js";
import { age } from "./format.js";

/** The words that spoke most for the best topic; little words and those that hardly counted are left out. */
export function decidingWords(explanation: Explanation): string[] {
  const evidence = explanation.topics[0]?.evidence ?? [];
  const words = evidence
    .filter(({ text, points }) => text && points > 0.1)
    .sort((a, b) => b.points - a.points)
    .map(({ text }) => text!.replace(/"/g, ""))
    .filter((text) => text.length > 3);
  return [...new Set(words)].slice(0, 4);
}

export function Why({ answer, chosen }: { answer: Answer; chosen: boolean }) {
  const { say } = useAround();
  const { kind, explanation, topics } = answer;
  const words = explanation ? decidingWords(explanation) : [];
  const reasons: string[] = [];
  if (kind === "guidance") {
    const answered = answer.passages.map((passage) => passage.topic);
    const names = topics.filter(({ id }) => answered.includes(id)).map(({ name }) => name);
    if (chosen) reasons.push(say("why_chosen"));
    else if (names.length > 0) reasons.push(say("why_topics", { topics: names.join(", ") }));
    if (!chosen && words.length > 0) reasons.push(say("why_words", { words: words.join(", ") }));
    if (answer.child_age_months !== undefined) {
      reasons.push(say("why_age", { age: age(answer.child_age_months, say) }));
    }
  } else {
    reasons.push(say(`why_${kind}`));
  }
  return (
    <details class="why">
      <summary>{say("why")}</summary>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      <p>{say("why_people", { n: answer.edition })}</p>
    </details>
  );
}

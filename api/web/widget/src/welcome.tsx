// The first thing that a parent sees: what this can do and what it cannot, and topics to begin with.
import { h, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TopicDetail } from "../../client/src/index.js";
import type { Key } from "../../shared/src/strings.js";
import { useAround } from "./context.js";

const FIRST = [
  "crying-and-soothing",
  "night-waking",
  "tantrums",
  "separation-and-goodbyes",
  "clinginess",
  "parent-stress-and-low-mood",
];
const GROUPS = ["comfort", "exploration", "routines", "parents", "family", "attachment"] as const;

export function Welcome({ locale, helpOnly }: { locale: string; helpOnly: boolean }) {
  const { say, client, talk } = useAround();
  const [topics, setTopics] = useState<TopicDetail[]>([]);
  useEffect(() => {
    client.topics(locale).then(setTopics, () => {}); // without them there is still the question box
  }, []);
  const chip = (topic: TopicDetail) => (
    <button type="button" class="chip" key={topic.id} onClick={() => talk.askTopic({ id: topic.id, name: topic.name })}>
      {topic.name}
    </button>
  );
  // A greeting that ends in a question opens with it, in larger letters.
  const greeting = talk.greeting ?? say("greeting");
  const [, hello, more = greeting] = /^(.{1,120}?\?)\s+(.+)$/s.exec(greeting) ?? [];
  const first = FIRST.flatMap((id) => topics.filter((topic) => topic.id === id));
  return (
    <section class="welcome">
      {hello && <p class="hello">{hello}</p>}
      <p class="greeting">{more}</p>
      {first.length > 0 && (
        <>
          <h3>{say(helpOnly ? "topics_help_only" : "topics_lead")}</h3>
          <p class="chips">{first.map(chip)}</p>
        </>
      )}
      {topics.length > 0 && (
        <details class="all" open={helpOnly}>
          <summary>{say("topics_all")}</summary>
          {GROUPS.map((group) => {
            const inside = topics.filter((topic) => topic.group === group);
            if (inside.length === 0) return null;
            return (
              <section key={group}>
                <h4>{say(`group_${group}` satisfies Key)}</h4>
                <p class="chips">{inside.map(chip)}</p>
              </section>
            );
          })}
        </details>
      )}
    </section>
  );
}

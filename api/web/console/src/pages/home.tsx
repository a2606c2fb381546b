// What needs me.
import { h } from "preact";
import { useState } from "preact/hooks";
import { call } from "../api.js";
import { hasRole, session } from "../session.js";
import { useStore } from "../store.js";
import { Tour, wasSeen } from "../tour.js";
import { Load, Page, useLoad } from "../ui.js";
import { ORIGINS, count, time } from "../words.js";

interface CardProps {
  href: string;
  n: number;
  title: string;
  none: string;
}

const Card = ({ href, n, title, none }: CardProps) => (
  <li>
    <a class={`card ${n > 0 ? "some" : ""}`} href={href}>
      <strong>{n.toLocaleString("en-GB")}</strong>
      <span>{title}</span>
      {n === 0 && <small>{none}</small>}
    </a>
  </li>
);

export function Home() {
  const now = useStore(session)!;
  const found = useLoad(() => call("get", "/v1/staff/home"), []);
  const [isTouring, setTouring] = useState(!wasSeen());
  const reviews = hasRole(now, "reviewer", "admin");
  return (
    <Page title={`Good to see you, ${now.user.display_name}`} intro="This is what needs somebody now.">
      <Load from={found}>
        {(home) => (
          <div>
            <ul class="cards">
              <Card href="#/review" n={home.to_review} title={reviews ? "Texts to review" : "Texts in review"} none="Nothing waits for a review." />
              <Card href="#/texts?state=draft" n={home.my_open} title="Texts you are working on" none="Nothing is open." />
              <Card href="#/publish" n={home.approved} title="Approved, not live yet" none="All that is approved is live." />
              <Card href="#/texts?overdue=yes" n={home.overdue} title="Texts to read again" none="No text is overdue." />
            </ul>
            <section aria-labelledby="live">
              <h2 id="live">What parents get now</h2>
              <p>
                Edition {home.live_edition.number} with {count(home.live_edition.items, "text")}: {ORIGINS[home.live_edition.origin]}
                {home.live_edition.by ? ` by ${home.live_edition.by}` : ""}, {time(home.live_edition.created_at)}.
                {home.live_edition.note && ` “${home.live_edition.note}”`}
              </p>
              {home.live_edition.reviews.length === 0 && (
                <p class="notice">No clinician has read this edition yet. Parents see a notice that says so, until a review is recorded under <a href="#/publish">Publish</a>.</p>
              )}
            </section>
          </div>
        )}
      </Load>
      <p><button type="button" class="secondary outline" onClick={() => setTouring(true)}>Show me around</button></p>
      {isTouring && <Tour close={() => setTouring(false)} />}
    </Page>
  );
}

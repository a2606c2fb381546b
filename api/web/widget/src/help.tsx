// People to call, by country. Reached by one button from everywhere; needs no question.
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Referral } from "../../client/src/index.js";
import { useAround } from "./context.js";
import { byName } from "./format.js";
import { Icon } from "./icons.js";
import { Contact } from "./referral.js";

const KINDS = ["emergency", "crisis", "support"] as const;

export function Help({ locale, back }: { locale: string; back: () => void }) {
  const { say, language, client, talk } = useAround();
  const heading = useRef<HTMLHeadingElement>(null);
  const [lines, setLines] = useState<Referral[] | "failed">();
  const [chosen, setChosen] = useState(talk.country);

  const load = (): void => {
    setLines(undefined);
    client.helplines({ locale }).then(setLines, () => {
      setLines("failed");
      talk.tell(say("help_failed"));
    });
  };
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    load();
  }, []);

  const list = Array.isArray(lines) ? lines : [];
  const countries = byName(list.flatMap((one) => one.countries), language);
  const own = list.filter((one) => one.countries.includes(chosen));
  const anywhere = list.filter((one) => one.countries.length === 0);
  const shown = chosen ? [...own, ...anywhere] : [];

  return (
    <section class="help" aria-labelledby="help-title">
      <button type="button" class="tool" onClick={back}>
        <Icon name="back" /> {say("back")}
      </button>
      <h3 id="help-title" ref={heading} tabIndex={-1}>
        {say("help_title")}
      </h3>
      <p class="lead">{say("help_lead")}</p>
      {lines === "failed" && (
        <div class="trouble">
          <p>{say("help_failed")}</p>
          <button type="button" class="button" onClick={load}>
            {say("try_again")}
          </button>
        </div>
      )}
      {list.length > 0 && (
        <p class="country">
          <label>
            <span>{say("urgent_country")}</span>
            <select
              value={countries.some(([code]) => code === chosen) || !chosen ? chosen : "-"}
              onChange={(event) => {
                const value = event.currentTarget.value;
                setChosen(value);
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
      {list.length > 0 && chosen && own.length === 0 && <p class="lead">{say("help_empty")}</p>}
      {KINDS.map((kind) => {
        const ofKind = shown.filter((one) => one.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <section key={kind}>
            <h4>{say(`kind_${kind}`)}</h4>
            <ul class="contacts">
              {ofKind.map((one) => (
                <Contact key={one.id} referral={one} prime={kind === "emergency"} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

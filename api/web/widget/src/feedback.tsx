// "Did this help?" One tap, and where it did not help the reasons that the people who write the texts can act on.
import { h } from "preact";
import { useState } from "preact/hooks";
import type { FeedbackRequest } from "../../client/src/index.js";
import { useAround } from "./context.js";

type Reason = NonNullable<FeedbackRequest["reasons"]>[number];
const REASONS: Reason[] = ["not_my_question", "wrong_age", "hard_to_understand", "too_long", "unsafe", "other"];

export function Feedback({ answerId }: { answerId: string }) {
  const { say, client, talk, locale } = useAround();
  const [state, setState] = useState<"asked" | "why" | "sending">("asked");
  const [thanks, setThanks] = useState("");
  const [reasons, setReasons] = useState<Reason[]>([]);

  const send = async (helpful: boolean): Promise<void> => {
    setState("sending");
    try {
      const sent = !helpful && reasons.length > 0 ? { helpful, reasons } : { helpful };
      const { message } = await client.feedback({ answer_id: answerId, locale, ...sent });
      setThanks(message);
      talk.tell(message);
    } catch {
      setState(helpful ? "asked" : "why");
      talk.tell(say("feedback_failed"));
    }
  };

  // The button that had the focus is gone: the thanks take it.
  if (thanks) {
    return (
      <p class="feedback done" tabIndex={-1} ref={(element) => element?.focus({ preventScroll: true })}>
        {thanks}
      </p>
    );
  }
  return (
    <div class="feedback">
      <p role="group" aria-label={say("helpful")}>
        <span>{say("helpful")}</span>
        <button type="button" class="chip small" disabled={state === "sending"} onClick={() => void send(true)}>
          {say("yes")}
        </button>
        <button
          type="button"
          class="chip small"
          aria-expanded={state === "why"}
          disabled={state === "sending"}
          onClick={() => setState(state === "why" ? "asked" : "why")}
        >
          {say("no")}
        </button>
      </p>
      {state === "why" && (
        <fieldset>
          <legend>{say("reasons")}</legend>
          {REASONS.map((reason) => (
            <label key={reason}>
              <input
                type="checkbox"
                checked={reasons.includes(reason)}
                onChange={({ currentTarget }) =>
                  setReasons(currentTarget.checked ? [...reasons, reason] : reasons.filter((one) => one !== reason))
                }
              />
              <span>{say(`reason_${reason}`)}</span>
            </label>
          ))}
          <button type="button" class="button" onClick={() => void send(false)}>
            {say("send_feedback")}
          </button>
        </fieldset>
      )}
    </div>
  );
}

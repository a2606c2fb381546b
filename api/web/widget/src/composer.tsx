// The question box. Enter sends, Shift+Enter makes a new line; how much room is left is said near the limit.
import { h } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useAround } from "./context.js";
import { Icon } from "./icons.js";

export const MOST = 4000;
const NEAR = 3600;

/** As the service counts them: Unicode characters. */
export const length = (text: string): number => [...text].length;

export function Composer() {
  const { say, talk } = useAround();
  const box = useRef<HTMLTextAreaElement>(null);
  const used = length(talk.draft.trim());
  const isTooLong = used > MOST;
  const room = isTooLong ? say("too_long", { n: used - MOST }) : used > NEAR ? say("left", { n: MOST - used }) : "";

  // As tall as its words, up to what the style sheet allows.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.blockSize = "auto";
    if (talk.draft) element.style.blockSize = `${element.scrollHeight}px`;
  }, [talk.draft]);

  const edit = (text: string): void => {
    const before = length(talk.draft.trim());
    const now = length(text.trim());
    talk.edit(text);
    // Said once on the way in, and each time the limit is crossed; not at every letter.
    if (now > MOST && before <= MOST) talk.tell(say("too_long", { n: now - MOST }));
    else if (now > NEAR && now <= MOST && (before <= NEAR || before > MOST)) talk.tell(say("left", { n: MOST - now }));
  };

  const send = (): void => {
    if (isTooLong) talk.tell(room);
    else talk.askInWords();
    box.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="sr" for="question">
        {say("question")}
      </label>
      <div class="field">
        <textarea
          id="question"
          ref={box}
          rows={1}
          dir="auto"
          value={talk.draft}
          placeholder={say("placeholder")}
          enterkeyhint="send"
          autocomplete="off"
          aria-describedby="hint room"
          aria-invalid={isTooLong}
          onInput={(event) => edit(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send">
          <Icon name="send" />
          <span class="sr">{say("send")}</span>
        </button>
      </div>
      <p id="room" class={isTooLong ? "room over" : "room"}>
        {room}
      </p>
      <p id="hint" class="sr">
        {say("enter_hint")}
      </p>
    </form>
  );
}

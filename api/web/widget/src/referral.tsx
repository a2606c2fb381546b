// Whom to ask: what it is, when, and how to reach it by one tap.
import { h } from "preact";
import type { Referral } from "../../client/src/index.js";
import { useAround } from "./context.js";
import { callLink, day, isOld, textLink, webLink } from "./format.js";
import { Icon } from "./icons.js";

interface Shown {
  referral: Referral;
  /** The first thing to do: drawn large. */
  prime?: boolean;
}

export function Contact({ referral, prime }: Shown) {
  const { say, locale } = useAround();
  const { name, organization, description, phone, text, website, hours, eligibility, last_verified } = referral;
  const call = callLink(phone);
  const sms = textLink(text);
  const web = webLink(website);
  return (
    <li class={prime ? "contact prime" : "contact"}>
      <p class="name" dir="auto">
        <b>{name}</b>
        {organization && !name.includes(organization) && <span class="quiet"> · {organization}</span>}
      </p>
      {!prime && <p dir="auto">{description}</p>}
      <p class="ways">
        {call ? (
          <a class={prime ? "button call big" : "button call"} href={call}>
            <Icon name="phone" />
            <span>{say("call", { number: phone! })}</span>
          </a>
        ) : (
          phone && <b>{phone}</b>
        )}
        {sms ? (
          <a class="button" href={sms}>
            <Icon name="text" />
            <span>{say("text_to", { number: text! })}</span>
          </a>
        ) : (
          text && <b>{text}</b>
        )}
        {web && !prime && (
          <a class="button plain" href={web} target="_blank" rel="noopener noreferrer">
            <Icon name="link" />
            <span>{say("website", { site: website!.replace(/^https?:\/\//i, "").replace(/\/$/, "") })}</span>
          </a>
        )}
      </p>
      {prime && <p dir="auto">{description}</p>}
      <p class="small">
        {[hours && say("hours", { hours }), eligibility && say("for_whom", { who: eligibility })].filter(Boolean).join(" · ")}
        {(hours || eligibility) && <br />}
        {say(isOld(last_verified) ? "may_have_changed" : "verified", { date: day(last_verified, locale) })}
      </p>
    </li>
  );
}

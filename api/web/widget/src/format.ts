// Values as a parent reads them: ages, dates, numbers to call. Pure functions.
import type { Answer, Passage, Referral } from "../../client/src/index.js";
import type { Say } from "../../shared/src/strings.js";

const months = (n: number, say: Say): string => {
  if (n === 0) return say("age_birth");
  if (n < 24 && n !== 12) return say("age_months", { n });
  return n < 24 ? say("age_year") : say("age_years", { n: String(Math.round((n / 12) * 2) / 2).replace(".5", "½") });
};

export const age = months;

/** "12 months to 3½ years"; a passage for every age says so. */
export const ageRange = ({ from_months, to_months }: Passage["age_range"], say: Say): string =>
  from_months === 0 && to_months >= 72
    ? say("age_all", { to: months(to_months, say) })
    : say("for_ages", { range: say("age_to", { from: months(from_months, say), to: months(to_months, say) }) });

/** A day of the calendar ("2026-11-24"), the same everywhere on earth. */
export function day(date: string, language: string): string {
  const [year = 0, month = 1, number = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, number).toLocaleDateString(language, { dateStyle: "long" });
}

export const isOld = (date: string): boolean => Date.now() - Date.parse(date) > 365 * 86_400_000;

export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Country codes by name, as a list to choose from. */
export const byName = (codes: Iterable<string>, language: string): [code: string, name: string][] =>
  [...new Set(codes)]
    .map((code): [string, string] => [code, countryName(code, language)])
    .sort((a, b) => a[1].localeCompare(b[1], language));

const number = (text: string): string => text.replace(/[^\d+]/g, "");

export const callLink = (phone: string | undefined): string | undefined =>
  phone && /^[+\d][\d ()./-]*$/.test(phone) ? `tel:${number(phone)}` : undefined;

export const textLink = (text: string | undefined): string | undefined =>
  text && /^[+\d][\d ()./-]*$/.test(text) ? `sms:${number(text)}` : undefined;

/** Only what is plainly a web address becomes a link. */
export function webLink(site: string | undefined): string | undefined {
  if (!site) return undefined;
  try {
    const url = new URL(/^https?:\/\//i.test(site) ? site : `https://${site}`);
    return /^https?:$/.test(url.protocol) && url.hostname.includes(".") && !url.username ? url.href : undefined;
  } catch {
    return undefined;
  }
}

const isRtl = (language: string): boolean => /^(ar|fa|he|ps|sd|ug|ur|yi)\b/.test(language);
export const direction = (language: string): "rtl" | "ltr" => (isRtl(language) ? "rtl" : "ltr");

function referralText(referral: Referral): string {
  return [
    `- ${referral.name}${referral.organization && referral.organization !== referral.name ? ` (${referral.organization})` : ""}`,
    referral.description,
    referral.phone,
    referral.text && `SMS ${referral.text}`,
    referral.website,
    referral.hours,
  ]
    .filter(Boolean)
    .join("\n  ");
}

function passageText(passage: Passage, say: Say, language: string): string {
  const parts = passage.parts.map(({ heading, blocks }) =>
    [
      heading,
      ...blocks.map((block) => (block.type === "list" ? block.items.map((item) => `- ${item}`).join("\n") : block.text)),
    ].join("\n"),
  );
  const sources = passage.sources.map(({ title, publisher }) => (publisher ? `${title}, ${publisher}` : title));
  return [
    passage.title,
    passage.summary,
    ageRange(passage.age_range, say),
    ...parts,
    `${say("sources")}: ${[...new Set(sources)].join("; ")}`,
    passage.review.on
      ? say("reviewed", { by: passage.review.by ?? "", date: day(passage.review.on, language) })
      : say("not_reviewed"),
  ].join("\n\n");
}

/** The whole answer as plain text, for copying. */
export function answerText(answer: Answer, say: Say): string {
  const referrals = [...answer.contacts, ...answer.referrals];
  return [
    answer.message,
    ...answer.passages.map((passage) => passageText(passage, say, answer.language)),
    referrals.length > 0 ? [say("who"), ...referrals.map(referralText)].join("\n") : "",
    answer.notice,
    say("limits"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

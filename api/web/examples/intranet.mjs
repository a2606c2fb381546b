// A clinic's intranet asks on behalf of its staff. The key stays on this server; the browser sees the answer only.
// NESTLINE=https://nestline.example NESTLINE_KEY=nl_... PORT=3001 node intranet.mjs
import { createClient, NestlineError } from "@nestline/client";
import express from "express";

const { NESTLINE, NESTLINE_KEY, PORT } = process.env;
const nestline = createClient({ server: NESTLINE, key: NESTLINE_KEY });

const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const form = '<form method="post"><label>Question <textarea name="question"></textarea></label><button>Look up</button></form>';
const frame = (inside) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Guidance</title><h1>Guidance</h1>${inside}${form}</html>`;

// Whom to call comes first, then the message, then what to read with where it comes from.
function shown(answer) {
  const contacts = answer.contacts.map(({ name, phone }) => `<li>${escape(name)}: ${escape(phone ?? "")}</li>`).join("");
  const block = (one) =>
    one.type === "list" ? `<ul>${one.items.map((item) => `<li>${escape(item)}</li>`).join("")}</ul>` : `<p>${escape(one.text)}</p>`;
  const part = ({ heading, blocks }) => `<h3>${escape(heading)}</h3>${blocks.map(block).join("")}`;
  const passages = answer.passages.map(({ title, summary, parts, sources }) => {
    const from = sources.map((source) => escape(source.title)).join("; ");
    return `<article><h2>${escape(title)}</h2><p>${escape(summary)}</p>${parts.map(part).join("")}<small>${from}</small></article>`;
  });
  const notice = answer.notice ? `<p>${escape(answer.notice)}</p>` : "";
  return `<ul>${contacts}</ul><p>${escape(answer.message)}</p>${passages.join("")}${notice}`;
}

const app = express();
app.use(express.urlencoded({ extended: false, limit: "64kb" }));
app.get("/", (_request, response) => response.send(frame("")));
app.post("/", async (request, response) => {
  try {
    const answer = await nestline.ask({ question: request.body.question ?? "", audience: "practitioner", country: "GB" });
    response.send(frame(shown(answer)));
  } catch (error) {
    if (!(error instanceof NestlineError)) throw error;
    response.status(error.status || 502).send(frame(`<p role="alert">${escape(error.message)}</p>`));
  }
});
const server = app.listen(PORT, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));

// A page with the widget. NESTLINE=https://nestline.example SITE=hillside PORT=3000 node express.mjs
import express from "express";

const { NESTLINE, SITE, PORT } = process.env;
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hillside Clinic</title>
<script type="module" src="${NESTLINE}/widget.js"></script>
<h1>Hillside Clinic</h1>
<p><a href="${NESTLINE}/help-now?site=${SITE}">Help now</a></p>
<nestline-chat site="${SITE}" mode="inline">
  <a href="${NESTLINE}/ask?site=${SITE}">Ask a question about your child</a>
</nestline-chat>
</html>`;

const app = express();
app.get("/", (_request, response) => {
  response.set("Content-Security-Policy", `default-src 'self'; script-src ${NESTLINE}; connect-src ${NESTLINE}`);
  response.type("html").send(page);
});
const server = app.listen(PORT, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));

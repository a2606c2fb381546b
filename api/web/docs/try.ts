// "Try it" on /docs: sends what a form describes to this server and shows what came back, as text.

const value = (form: HTMLFormElement, name: string): string => {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value.trim() : "";
};

/** The path with its {names} filled and the other parameters as a query. */
function addressOf(form: HTMLFormElement): string {
  let path = form.dataset["path"] ?? "/";
  const query = new URLSearchParams();
  for (const field of form.querySelectorAll<HTMLInputElement>("input[data-in]")) {
    const text = field.value.trim();
    if (field.dataset["in"] === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(text));
    else if (text && field.dataset["in"] === "query") query.set(field.name, text);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

function headersOf(form: HTMLFormElement, hasBody: boolean): Record<string, string> {
  const headers: Record<string, string> = {};
  const site = value(form, "site");
  const key = value(form, "key");
  if (hasBody) headers["Content-Type"] = "application/json";
  if (site) headers["X-Nestline-Site"] = site;
  if (key) headers["Authorization"] = `Bearer ${key}`;
  return headers;
}

function readable(text: string, type: string): string {
  if (!type.includes("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function send(form: HTMLFormElement): Promise<void> {
  const status = form.querySelector("[role=status]")!;
  const result = form.querySelector("pre")!;
  const body = value(form, "body");
  status.textContent = "Sending …";
  const started = performance.now();
  try {
    const response = await fetch(addressOf(form), {
      method: form.dataset["method"] ?? "GET",
      headers: headersOf(form, body !== ""),
      body: body === "" ? null : body,
      credentials: "omit",
    });
    const text = await response.text();
    const took = Math.round(performance.now() - started);
    status.textContent = `${response.status} ${response.statusText}, ${took} ms, ${text.length} characters`;
    result.textContent = readable(text, response.headers.get("Content-Type") ?? "");
  } catch (error) {
    status.textContent = `No answer: ${(error as Error).message}`;
    result.textContent = "";
  }
  result.hidden = result.textContent === "";
}

for (const form of document.querySelectorAll<HTMLFormElement>("form.try")) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form);
  });
}

export {};

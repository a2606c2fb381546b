// The sites that ask: what they are called, which pages may, and which edition they keep.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { call, find, type Schemas } from "../api.js";
import { Topics } from "../forms/lists.js";
import { go } from "../router.js";
import { isForAll, session } from "../session.js";
import { useStore } from "../store.js";
import { Badge, Field, Load, Page, Table, Trouble, say, useAction, useLoad } from "../ui.js";
import { languageName } from "../words.js";

type Site = Schemas["StaffSite"];

export const Sites = ({ parts }: { parts: string[] }) => (parts[0] === "new" ? <SiteForm site={EMPTY} etag="" /> : parts[0] ? <OneSite id={parts[0]} /> : <AllSites />);

const EMPTY: Site = {
  id: "", name: "", title: "", origins: [], country: "", languages: [], accent: "", background: "", text_colour: "", help_only: false, keeps_questions: false,
  topics_off: [], pinned_edition: 0, client_limit: 0, site_limit: 0, stale_after_days: 365, flags_stale: false,
};

function AllSites() {
  const now = useStore(session);
  const found = useLoad(() => call("get", "/v1/staff/sites"), []);
  return (
    <Page title="Sites" intro="Where Nestline answers: clinics, nurseries, their pages.">
      {isForAll(now) && <p><a class="button" href="#/sites/new">Add a site</a></p>}
      <Load from={found}>
        {({ sites }) => (
          <Table caption="Sites" head={["Name", "Short name", "Pages", "Languages", "Edition", "Questions"]}>
            {sites.map((site) => (
              <tr key={site.id}>
                <th scope="row"><a href={`#/sites/${site.id}`}>{site.name || site.id}</a></th>
                <td>{site.id}</td>
                <td>{site.origins.join(", ") || "Its own only"}</td>
                <td>{site.languages.map(languageName).join(", ") || "All"}</td>
                <td>{site.pinned_edition ? `Stays on ${site.pinned_edition}` : "The latest"}</td>
                <td>{site.keeps_questions ? <Badge kind="warn">Kept, names taken out</Badge> : "Not kept"}</td>
              </tr>
            ))}
          </Table>
        )}
      </Load>
    </Page>
  );
}

function OneSite({ id }: { id: string }) {
  const found = useLoad(() => find("get", "/v1/staff/sites/{site_id}", { path: { site_id: id } }), [id]);
  if (!found.data) return <Page title="Site"><Load from={found}>{() => null}</Load></Page>;
  return <SiteForm site={found.data.data} etag={found.data.etag} key={found.data.etag} />;
}

function SiteForm({ site, etag }: { site: Site; etag: string }) {
  const [now, setNow] = useState(site);
  const [tag, setTag] = useState(etag);
  const [start, isBusy, error] = useAction();
  const set = (part: Partial<Site>) => setNow({ ...now, ...part });
  const text = (key: "name" | "title" | "country" | "accent" | "background" | "text_colour", label: string, hint?: string) => (
    <Field id={key} label={label} hint={hint}><input id={key} value={now[key]} maxLength={100} onInput={(e) => set({ [key]: e.currentTarget.value })} /></Field>
  );
  const lines = (key: "origins" | "languages", label: string, hint: string) => (
    <Field id={key} label={label} hint={hint}><textarea id={key} rows={3} value={now[key].join("\n")} onInput={(e) => set({ [key]: e.currentTarget.value.split("\n") })} /></Field>
  );
  const number = (key: "pinned_edition" | "client_limit" | "site_limit" | "stale_after_days", label: string, hint: string) => (
    <Field id={key} label={label} hint={hint}><input id={key} type="number" min={0} value={now[key]} onInput={(e) => set({ [key]: Math.max(0, Number(e.currentTarget.value) || 0) })} /></Field>
  );
  const tick = (key: "help_only" | "keeps_questions" | "flags_stale", label: string, hint: string) => (
    <div class="field"><label><input type="checkbox" checked={now[key]} onChange={(e) => set({ [key]: e.currentTarget.checked })} /> {label}</label><small>{hint}</small></div>
  );
  const save = (event: Event) => {
    event.preventDefault();
    const trimmed = (list: string[]) => list.map((line) => line.trim()).filter(Boolean);
    const body: Site = { ...now, origins: trimmed(now.origins), languages: trimmed(now.languages), country: now.country.toUpperCase() };
    void start(async () => {
      const saved = await find("put", "/v1/staff/sites/{site_id}", { path: { site_id: body.id }, body, ...(tag ? { etag: tag } : { etag: "*" }) });
      setTag(saved.etag);
      setNow(saved.data);
      say("Saved. It is in force at once.");
      if (!site.id) go("sites");
    });
  };
  return (
    <Page title={site.id ? now.name || site.id : "A new site"}>
      <form onSubmit={save} class="narrow">
        {!site.id && <Field id="site-id" label="Short name" hint="Small letters, digits and hyphens. It stands in the clinic's page and stays for good."><input id="site-id" required pattern="[a-z0-9\-]+" maxLength={40} value={now.id} onInput={(e) => set({ id: e.currentTarget.value })} /></Field>}
        {text("name", "Name")}
        {text("title", "Title above the questions", "Empty: its own.")}
        {lines("origins", "Pages that may ask", "As in https://clinic.example, one in a line.")}
        {text("country", "Country", "Two letters, such as GB: chooses helplines.")}
        {lines("languages", "Languages", "As in en, one in a line, the first is used where a question's is none of them. Empty: all.")}
        {tick("help_only", "Show helplines only, no question box", "")}
        {tick("keeps_questions", "Keep questions that found no good answer", "Names, numbers and addresses are taken out before. Tell parents that you do.")}
        <Fragment>
          <Field id="topics-off" label="Topics that are not answered here"><Topics id="topics-off" value={now.topics_off} change={(topics_off) => set({ topics_off })} /></Field>
          {number("pinned_edition", "Stay on this edition", "0: always the latest.")}
          <details>
            <summary>Colours and limits</summary>
            {text("accent", "Colour of buttons", "As in #1d6b5f. Empty: Nestline's.")}
            {text("background", "Background")}
            {text("text_colour", "Text")}
            {number("client_limit", "Questions a minute from one address", "0: no limit.")}
            {number("site_limit", "Questions a minute in all", "0: no limit.")}
            {number("stale_after_days", "A contact is old after so many days", "Without having been checked.")}
            {tick("flags_stale", "Say so beside old contacts", "")}
          </details>
        </Fragment>
        {error && <Trouble error={error} />}
        {error?.status === 412 && <p>Somebody else changed it. <button type="button" class="secondary small" onClick={() => location.reload()}>Load it again</button></p>}
        <button type="submit" aria-busy={isBusy}>Save</button>
      </form>
    </Page>
  );
}

// Two people changed the same text. What only one of them touched is taken as it is; where both did, the second chooses,
// and may write a third way. Nothing is saved before that.
import { h } from "preact";
import { useState } from "preact/hooks";
import type { FieldOf, Values } from "./forms/describe.js";
import { fieldText, isSame } from "./forms/describe.js";
import { Words } from "./diff.js";
import { Dialog } from "./ui.js";

export interface Merge {
  base: Values; // as I began
  mine: Values;
  theirs: Values; // as it is now
  by: string;
}

/** The fields that both changed, differently; and what the rest becomes. */
export function mergeFields(fields: FieldOf[], { base, mine, theirs }: Merge): { merged: Values; clashes: FieldOf[] } {
  const merged: Values = { ...theirs };
  const clashes: FieldOf[] = [];
  for (const field of fields) {
    const { key } = field;
    if (isSame(mine[key], base[key])) continue;
    merged[key] = mine[key];
    if (!isSame(theirs[key], base[key]) && !isSame(theirs[key], mine[key])) clashes.push(field);
  }
  return { merged, clashes };
}

interface MergeProps {
  fields: FieldOf[];
  merge: Merge;
  done: (values: Values) => void;
  close: () => void;
}

export function MergeView({ fields, merge, done, close }: MergeProps) {
  const { merged, clashes } = mergeFields(fields, merge);
  const [chosen, setChosen] = useState<Values>({});
  const isWhole = clashes.every((field) => field.key in chosen);
  return (
    <Dialog title="Somebody else changed this text too" close={close}>
      <div>
        <p>
          {merge.by} saved it while you were writing. Nothing of yours is lost.
          {clashes.length === 0 ? " You changed different parts: both can be kept." : " Choose for each part below; you can go on writing before you save."}
        </p>
        {clashes.map((field) => (
          <fieldset key={field.key}>
            <legend>{field.label}</legend>
            <p><small>Struck out: theirs. Underlined: yours.</small></p>
            <Words before={fieldText(field, merge.theirs[field.key])} after={fieldText(field, merge.mine[field.key])} />
            {(["mine", "theirs"] as const).map((side) => (
              <label key={side}>
                <input type="radio" name={`merge-${field.key}`} checked={field.key in chosen && isSame(chosen[field.key], merge[side][field.key])}
                  onChange={() => setChosen({ ...chosen, [field.key]: merge[side][field.key] })} />
                {side === "mine" ? "Keep what I wrote" : `Take what ${merge.by} wrote`}
              </label>
            ))}
          </fieldset>
        ))}
        <footer class="row">
          <button type="button" class="secondary outline" onClick={close}>Not now</button>
          <button type="button" disabled={!isWhole} onClick={() => done({ ...merged, ...chosen })}>Put both together</button>
        </footer>
      </div>
    </Dialog>
  );
}

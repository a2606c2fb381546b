#!/usr/bin/env python3
"""Turns a public intent set into a folder of topics in our own format, and its test files into labelled questions.

convert_intents.py SET OUTPUT [--indices FILE KEY] [--background]

SET has train.tsv, test.tsv and where there are any valid.tsv, test_typo.tsv and train_oos.tsv: lines of label, tab,
text; the label "oos" is out of scope. OUTPUT gets content/en/topics/*.toml and test.jsonl, valid.jsonl, test_typo.jsonl.
--indices: only these lines of train.tsv, a list under KEY of a JSON file (the few-example samples).
--background: train_oos.tsv becomes the class of questions that are not for us.

Then: nestline eval --knowledge OUTPUT/content --validation OUTPUT/valid.jsonl OUTPUT/test.jsonl
"""
import argparse
import json
import pathlib

OUT_OF_SCOPE = "oos"
SETTINGS = {"phrase_weight": 900, "vector_share": 800, "temperature": 8000, "answer_at": 150, "offer_at": 80, "off_topic_at": 100, "second_at": 200}


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [tuple(line.rstrip("\n").split("\t", 1)) for line in lines]


def topic_id(label):
    return "".join(c if c.isalnum() else "-" for c in label.lower()).strip("-")


def quoted(text):
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(name, texts):
    if not texts:
        return f"{name} = []\n"
    return f"{name} = [\n" + "".join(f"  {quoted(text)},\n" for text in texts) + "]\n"


def topic_file(label, examples):
    name = quoted(label.replace("_", " "))
    return (
        f"id = {quoted(topic_id(label))}\nname = {name}\ngroup = \"public\"\ndefinition = {name}\n"
        "ages_months = [0, 72]\n" + "".join(listed(key, []) for key in ("related", "needs", "keywords", "phrases"))
        + listed("examples", examples)
    )


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def labelled(label, text, number):
    row = {"id": str(number), "text": text, "kind": "guidance", "also_kinds": [], "primary": topic_id(label), "also": []}
    if label == OUT_OF_SCOPE:
        row.update(kind="out-of-scope", primary=None)
    return json.dumps(row, ensure_ascii=False) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("set", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--indices", nargs=2, metavar=("FILE", "KEY"))
    parser.add_argument("--background", action="store_true")
    options = parser.parse_args()

    train = rows(options.set / "train.tsv")
    if options.indices:
        file, key = options.indices
        train = [train[i] for i in json.loads(pathlib.Path(file).read_text())[key]]
    by_label = {}
    for label, text in train:
        by_label.setdefault(label, []).append(text)
    folder = options.output / "content" / "en"
    for label, examples in by_label.items():
        write(folder / "topics" / f"{topic_id(label)}.toml", topic_file(label, examples))
    write(folder / "matching.toml", "".join(f"{name} = {value}\n" for name, value in SETTINGS.items()))
    if options.background and (options.set / "train_oos.tsv").exists():
        texts = [text for _, text in rows(options.set / "train_oos.tsv")]
        write(folder / "questions" / "out_of_scope.toml", 'kind = "out_of_scope"\n' + listed("examples", texts))
    for part in ("valid", "test", "test_typo"):
        source = options.set / f"{part}.tsv"
        if source.exists():
            lines = [labelled(label, text, n) for n, (label, text) in enumerate(rows(source))]
            write(options.output / f"{part}.jsonl", "".join(lines))


if __name__ == "__main__":
    main()

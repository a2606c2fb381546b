-- Portable between SQLite and PostgreSQL. Times (..._at) are UTC milliseconds since 1970, a day is the number of days
-- since 1970-01-01 UTC. No table holds a word of a question. An empty topic means that the answer had none.

-- Who embeds the service. `default` is served when nothing else is set up.
CREATE TABLE sites (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
INSERT INTO sites (id, name, created_at) VALUES ('default', 'Default', 0);

-- How often what was answered.
CREATE TABLE answer_counts (
  day BIGINT NOT NULL,
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  language TEXT NOT NULL,
  edition BIGINT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (day, site, kind, topic, language, edition)
);

-- The answers that can still get feedback: for 30 days, by a random id, with the day only, so that a row cannot be
-- matched with a line of a web server's log.
CREATE TABLE answers (
  id TEXT PRIMARY KEY NOT NULL,
  day BIGINT NOT NULL,
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  language TEXT NOT NULL,
  edition BIGINT NOT NULL
);
CREATE INDEX answers_by_day ON answers (day);

-- What a parent said of an answer; their last word counts. Outlives the answer's row, hence its own copy of the columns.
CREATE TABLE feedback (
  answer_id TEXT PRIMARY KEY NOT NULL,
  given_at BIGINT NOT NULL,
  helpful BIGINT NOT NULL CHECK (helpful IN (0, 1)),
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  language TEXT NOT NULL,
  edition BIGINT NOT NULL
);
CREATE TABLE feedback_reasons (
  answer_id TEXT NOT NULL REFERENCES feedback (answer_id),
  reason TEXT NOT NULL,
  PRIMARY KEY (answer_id, reason)
);

-- Which clinician has reviewed which edition (`nestline review record`).
CREATE TABLE reviews (
  edition_checksum TEXT NOT NULL,
  reviewed_at BIGINT NOT NULL,
  reviewer TEXT NOT NULL,
  role TEXT NOT NULL,
  edition BIGINT NOT NULL,
  PRIMARY KEY (edition_checksum, reviewed_at, reviewer)
);

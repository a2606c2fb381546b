-- What the curators see of use. Questions stand here only where their site keeps them, and redacted before they were written
-- (service/insight/redact.h); they go after the days that the policy says.

-- The ids of the passages that an answer showed, with single spaces between.
ALTER TABLE answers ADD COLUMN passages TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN passages TEXT NOT NULL DEFAULT '';

-- A band of ages such as "12-23" (months); "" where the age was not known.
CREATE TABLE age_counts (
  day BIGINT NOT NULL,
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  age_band TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (day, site, kind, topic, age_band)
);
CREATE TABLE passage_counts (
  day BIGINT NOT NULL,
  site TEXT NOT NULL,
  passage TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (day, site, passage)
);

-- Questions that are alike. `stems` are the words that the likeness is measured by.
CREATE TABLE question_groups (
  id BIGINT PRIMARY KEY NOT NULL,
  site TEXT NOT NULL,
  language TEXT NOT NULL,
  question TEXT NOT NULL,
  stems TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'planned', 'done', 'not_for_us')),
  item BIGINT NOT NULL
);
CREATE INDEX question_groups_by_site ON question_groups (site, language);
CREATE TABLE kept_questions (
  id BIGINT PRIMARY KEY NOT NULL,
  question_group BIGINT NOT NULL REFERENCES question_groups (id),
  day BIGINT NOT NULL,
  question TEXT NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  age_band TEXT NOT NULL
);
CREATE INDEX kept_questions_by_day ON kept_questions (day);
CREATE INDEX kept_questions_by_group ON kept_questions (question_group);

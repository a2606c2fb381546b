-- What a site may set, and the keys of its servers. Lists of words (origins, languages, topics, scopes) are one text with single
-- spaces between; none of these words can hold a space. Of a key only a hash is kept. 0 stands for "never" in times and "none" in
-- limits.
ALTER TABLE sites ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN origins TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN accent TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN background TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN text_colour TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN help_only BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN keeps_questions BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN topics_off TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN pinned_edition BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN client_per_minute BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN site_per_minute BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN stale_after_days BIGINT NOT NULL DEFAULT 365;
ALTER TABLE sites ADD COLUMN flags_stale BIGINT NOT NULL DEFAULT 0;

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY NOT NULL,
  site TEXT NOT NULL REFERENCES sites (id),
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  scopes TEXT NOT NULL,
  per_minute BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT NOT NULL
);
CREATE INDEX api_keys_by_site ON api_keys (site);

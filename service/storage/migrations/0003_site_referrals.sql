-- A site's own referrals, in the order of their import. Lists: languages and needs and countries are words with single spaces
-- between, places one on a line. Ages are months, last_verified a day since 1970-01-01. `original` is the record as it was imported
-- (JSON), with all that we do not read, for the next export.
CREATE TABLE site_referrals (
  site TEXT NOT NULL REFERENCES sites (id),
  id TEXT NOT NULL,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  organization TEXT NOT NULL,
  description TEXT NOT NULL,
  status TEXT NOT NULL,
  needs TEXT NOT NULL,
  countries TEXT NOT NULL,
  places TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  text_number TEXT NOT NULL,
  email TEXT NOT NULL,
  website TEXT NOT NULL,
  hours TEXT NOT NULL,
  languages TEXT NOT NULL,
  minimum_age BIGINT NOT NULL,
  maximum_age BIGINT NOT NULL,
  eligibility TEXT NOT NULL,
  application TEXT NOT NULL,
  fees TEXT NOT NULL,
  last_verified BIGINT NOT NULL,
  original TEXT NOT NULL,
  PRIMARY KEY (site, id)
);

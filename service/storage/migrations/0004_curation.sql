-- Items, their revisions, editions; the staff who make them; the log of what they did. Times (..._at) are UTC milliseconds since
-- 1970, a day is the number of days since 1970-01-01 UTC; 0 stands for "never" and for "none" where an id would be.

-- Staff. `roles` are words with single spaces between; `site` empty: not bound to one. The password is argon2id in libsodium's own
-- text form, empty for those who only come by single sign-on. `code_step` is the last TOTP step that was used.
CREATE TABLE staff_users (
  id BIGINT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  site TEXT NOT NULL,
  password TEXT NOT NULL,
  code_secret TEXT NOT NULL,
  code_confirmed BIGINT NOT NULL,
  code_step BIGINT NOT NULL,
  disabled BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);

-- Of a session only a hash of its token is kept.
CREATE TABLE staff_sessions (
  hash TEXT PRIMARY KEY NOT NULL,
  staff_user BIGINT NOT NULL REFERENCES staff_users (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  by_proxy BIGINT NOT NULL
);
CREATE INDEX staff_sessions_by_user ON staff_sessions (staff_user);

-- Each entry's hash covers the one before. Nothing changes or deletes an entry.
CREATE TABLE audit_log (
  sequence BIGINT PRIMARY KEY NOT NULL,
  logged_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE TRIGGER audit_log_never_changes BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_log_never_shrinks BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- `item_key`, `file`: see knowledge/items.h. `item_rank` orders the entries of a file. `topic` of a passage; `due` the day of its
-- next review. Both, and the title, follow the live revision, or the open one while nothing is live.
CREATE TABLE items (
  id BIGINT PRIMARY KEY NOT NULL,
  item_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  language TEXT NOT NULL,
  item_rank BIGINT NOT NULL,
  title TEXT NOT NULL,
  topic TEXT NOT NULL,
  due BIGINT NOT NULL,
  sensitive BIGINT NOT NULL,
  live_revision BIGINT NOT NULL,
  open_revision BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX items_by_kind ON items (kind, item_key);

-- `body` is the item's canonical text. Once published it is never changed.
CREATE TABLE revisions (
  id BIGINT PRIMARY KEY NOT NULL,
  item BIGINT NOT NULL REFERENCES items (id),
  number BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'changes_asked', 'approved', 'published', 'retired')),
  retires BIGINT NOT NULL,
  note TEXT NOT NULL,
  body TEXT NOT NULL,
  edition BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (item, number)
);
CREATE INDEX revisions_by_state ON revisions (state, changed_at);

-- Everybody who wrote in a revision, and who approved it; staff_user 0 is the program or a command of the operator.
CREATE TABLE revision_authors (
  revision BIGINT NOT NULL REFERENCES revisions (id),
  staff_user BIGINT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (revision, staff_user)
);
CREATE TABLE approvals (
  revision BIGINT NOT NULL REFERENCES revisions (id),
  staff_user BIGINT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  approved_at BIGINT NOT NULL,
  PRIMARY KEY (revision, staff_user)
);
CREATE TABLE revision_events (
  revision BIGINT NOT NULL REFERENCES revisions (id),
  number BIGINT NOT NULL,
  staff_user BIGINT NOT NULL,
  name TEXT NOT NULL,
  action TEXT NOT NULL,
  comment TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  PRIMARY KEY (revision, number)
);

-- An edition is never changed. `checksum` is that of its content files (knowledge/checksum.h).
CREATE TABLE editions (
  number BIGINT PRIMARY KEY NOT NULL,
  checksum TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('built_in', 'published', 'rolled_back', 'imported')),
  rolled_back_to BIGINT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE edition_items (
  edition BIGINT NOT NULL REFERENCES editions (number),
  position BIGINT NOT NULL,
  item BIGINT NOT NULL REFERENCES items (id),
  revision BIGINT NOT NULL REFERENCES revisions (id),
  PRIMARY KEY (edition, item)
);
-- One row: which edition is served.
CREATE TABLE live_edition (
  only_row BIGINT PRIMARY KEY NOT NULL CHECK (only_row = 1),
  number BIGINT NOT NULL REFERENCES editions (number)
);

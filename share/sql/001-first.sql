-- The first schema. Synced tables: an INTEGER PRIMARY KEY id (base/id.h), no other UNIQUE, no NOT NULL without a
-- DEFAULT, no enforced foreign key, never a DELETE (two terminals must always be able to merge). Their kinds and column
-- numbers are declared in src/store/tables.c; the capture triggers are generated from there.
-- Dates are ISO text ('' none), moments UTC milliseconds, money øre, booleans 0/1.

-- ---- people -------------------------------------------------------------------------------------
CREATE TABLE caseworker(
  id INTEGER PRIMARY KEY,
  initials TEXT DEFAULT '', name TEXT DEFAULT '', team TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;

CREATE TABLE citizen(
  id INTEGER PRIMARY KEY,                     -- natural key: the CPR number, hashed with the installation's secret
  cpr TEXT DEFAULT '', given_names TEXT DEFAULT '', surname TEXT DEFAULT '',
  address TEXT DEFAULT '', postcode TEXT DEFAULT '', city TEXT DEFAULT '',
  phone TEXT DEFAULT '', email TEXT DEFAULT '', is_protected INTEGER DEFAULT 0,
  language TEXT DEFAULT '', interpreter INTEGER DEFAULT 0,
  target_group INTEGER DEFAULT 0,             -- LAB § 6 number
  benefit TEXT DEFAULT '', benefit_from TEXT DEFAULT '',
  coordinator INTEGER DEFAULT 0,              -- caseworker
  unemployment_fund TEXT DEFAULT '',
  job_goal TEXT DEFAULT '', disco08 TEXT DEFAULT '', education TEXT DEFAULT '',
  children INTEGER DEFAULT 0, driving_licence INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX citizen_cpr ON citizen(cpr);
CREATE INDEX citizen_phone ON citizen(phone);

CREATE TABLE benefit_spell(
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, benefit TEXT DEFAULT '', from_date TEXT DEFAULT '', to_date TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX benefit_spell_citizen ON benefit_spell(citizen);

CREATE TABLE appointment(
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, date TEXT DEFAULT '', minute INTEGER DEFAULT -1, minutes INTEGER DEFAULT 0,
  type TEXT DEFAULT '', form TEXT DEFAULT '', coordinator INTEGER DEFAULT 0,
  state INTEGER DEFAULT 0,                    -- enum appointment_state
  deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX appointment_citizen ON appointment(citizen, date);
CREATE INDEX appointment_day ON appointment(coordinator, date, minute);

-- ---- efforts and what came of them --------------------------------------------------------------
CREATE TABLE effort(
  id INTEGER PRIMARY KEY,
  code TEXT DEFAULT '', name TEXT DEFAULT '', kind TEXT DEFAULT '', from_date TEXT DEFAULT '', to_date TEXT DEFAULT '',
  unit_cost INTEGER DEFAULT 0, description TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;

CREATE TABLE enrolment(
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, effort INTEGER DEFAULT 0,
  invited TEXT DEFAULT '', started TEXT DEFAULT '', ended TEXT DEFAULT '',
  completed INTEGER DEFAULT -1,               -- 1 yes, 0 no, -1 not known
  dropout TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX enrolment_citizen ON enrolment(citizen);
CREATE INDEX enrolment_effort ON enrolment(effort);

CREATE TABLE outcome(
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, effort INTEGER DEFAULT 0, status TEXT DEFAULT '', date TEXT DEFAULT '',
  weekly_hours REAL DEFAULT 0, source TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX outcome_citizen ON outcome(citizen, date);

-- ---- employers ------------------------------------------------------------------------------------
CREATE TABLE employer(
  id INTEGER PRIMARY KEY,                     -- natural key: CVR number
  cvr TEXT DEFAULT '', name TEXT DEFAULT '', trade TEXT DEFAULT '', address TEXT DEFAULT '', postcode TEXT DEFAULT '',
  city TEXT DEFAULT '', contact TEXT DEFAULT '', phone TEXT DEFAULT '',
  agreements TEXT DEFAULT '',                 -- words parted by |
  deleted INTEGER DEFAULT 0
) STRICT;

CREATE TABLE opening(
  id INTEGER PRIMARY KEY,
  employer INTEGER DEFAULT 0, number TEXT DEFAULT '', title TEXT DEFAULT '', disco08 TEXT DEFAULT '',
  places INTEGER DEFAULT 0, weekly_hours REAL DEFAULT 0, postcode TEXT DEFAULT '', deadline TEXT DEFAULT '',
  form TEXT DEFAULT '', needs TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;

-- ---- conversations --------------------------------------------------------------------------------
CREATE TABLE conversation(
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, caseworker INTEGER DEFAULT 0, appointment INTEGER DEFAULT 0,
  guide TEXT DEFAULT '', guide_version INTEGER DEFAULT 0, form TEXT DEFAULT '',
  state INTEGER DEFAULT 0,                    -- enum conversation_state
  started TEXT DEFAULT '', started_at INTEGER DEFAULT 0, position TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX conversation_citizen ON conversation(citizen, state);
CREATE INDEX conversation_open ON conversation(caseworker, state);

CREATE TABLE answer(                          -- fact: the latest row of a question counts, the earlier stay
  id INTEGER PRIMARY KEY,
  conversation INTEGER DEFAULT 0, question TEXT DEFAULT '',
  state INTEGER DEFAULT 0,                    -- enum answer_state
  value TEXT DEFAULT '', note TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX answer_conversation ON answer(conversation, question, id);

CREATE TABLE conversation_signed(             -- fact: what was read and agreed
  id INTEGER PRIMARY KEY,
  conversation INTEGER DEFAULT 0, citizen INTEGER DEFAULT 0, version INTEGER DEFAULT 1, date TEXT DEFAULT '',
  summary TEXT DEFAULT '', step INTEGER DEFAULT 0, next_appointment INTEGER DEFAULT 0,
  hash TEXT DEFAULT '',                       -- BLAKE2b-256 of guide, version, answers and summary
  reason TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX conversation_signed_conversation ON conversation_signed(conversation);
CREATE INDEX conversation_signed_citizen ON conversation_signed(citizen, date);

-- ---- the one plan -----------------------------------------------------------------------------------
CREATE TABLE plan(
  id INTEGER PRIMARY KEY,                     -- natural key of the citizen: there cannot be two
  citizen INTEGER DEFAULT 0, begun TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_citizen ON plan(citizen);

CREATE TABLE plan_step(
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, conversation INTEGER DEFAULT 0, text TEXT DEFAULT '',
  owner INTEGER DEFAULT 0,                    -- enum step_owner
  due TEXT DEFAULT '', status INTEGER DEFAULT 0, -- enum step_status
  at INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_step_citizen ON plan_step(citizen);

CREATE TABLE plan_item(                       -- goal, barrier, strength, wish
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, conversation INTEGER DEFAULT 0,
  kind INTEGER DEFAULT 0,                     -- enum plan_item_kind
  code TEXT DEFAULT '', text TEXT DEFAULT '', ended INTEGER DEFAULT 0, at INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_item_citizen ON plan_item(citizen);

CREATE TABLE measure(                         -- fact: one point of a series
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, conversation INTEGER DEFAULT 0, series TEXT DEFAULT '', value REAL DEFAULT 0,
  date TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX measure_citizen ON measure(citizen, series, date);

CREATE TABLE consent(                         -- fact
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, conversation INTEGER DEFAULT 0, subject TEXT DEFAULT '', given INTEGER DEFAULT 0,
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX consent_citizen ON consent(citizen);

-- ---- availability and sanctions ---------------------------------------------------------------------
CREATE TABLE availability_check(              -- fact
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, conversation INTEGER DEFAULT 0, requirement TEXT DEFAULT '', event_date TEXT DEFAULT '',
  evidence TEXT DEFAULT '', outcome INTEGER DEFAULT 0, -- enum check_outcome
  reason TEXT DEFAULT '', deadline TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX availability_check_citizen ON availability_check(citizen, requirement, id);

CREATE TABLE notification(                    -- fact: underretning to the a-kasse
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, check_id INTEGER DEFAULT 0, fund TEXT DEFAULT '', event TEXT DEFAULT '',
  event_date TEXT DEFAULT '', event_minute INTEGER DEFAULT -1, channel TEXT DEFAULT '', reason TEXT DEFAULT '',
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX notification_citizen ON notification(citizen);

CREATE TABLE guidance(                        -- fact: written guidance on rights and duties, LAS § 35
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, conversation INTEGER DEFAULT 0, date TEXT DEFAULT '', channel TEXT DEFAULT '',
  text_version TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX guidance_citizen ON guidance(citizen, date);

CREATE TABLE sanction_case(                   -- fact; natural key: citizen, event date, section, source record
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, check_id INTEGER DEFAULT 0, provision TEXT DEFAULT '', event_date TEXT DEFAULT '',
  source TEXT DEFAULT '', target_group INTEGER DEFAULT 0, at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX sanction_case_citizen ON sanction_case(citizen);
CREATE INDEX sanction_case_author ON sanction_case(author);

CREATE TABLE sanction_event(                  -- guarded
  id INTEGER PRIMARY KEY,
  sanction_case INTEGER DEFAULT 0, act INTEGER DEFAULT 0, state INTEGER DEFAULT 0,
  date TEXT DEFAULT '', due TEXT DEFAULT '', channel TEXT DEFAULT '', text TEXT DEFAULT '', code TEXT DEFAULT '',
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX sanction_event_case ON sanction_event(sanction_case, id);

CREATE TABLE sanction_parent(                 -- guarded: which events an event was made from
  id INTEGER PRIMARY KEY,
  event INTEGER DEFAULT 0, parent INTEGER DEFAULT 0
) STRICT;
CREATE INDEX sanction_parent_parent ON sanction_parent(parent);
CREATE INDEX sanction_parent_event ON sanction_parent(event);

CREATE VIEW sanction_head AS
  SELECT e.* FROM sanction_event e WHERE NOT EXISTS(SELECT 1 FROM sanction_parent p WHERE p.parent = e.id);

CREATE TABLE journal_note(                    -- fact, OFL § 13
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, conversation INTEGER DEFAULT 0, sanction_case INTEGER DEFAULT 0,
  kind TEXT DEFAULT '',                       -- note, journal, excuse: which feed it came from
  text TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX journal_note_citizen ON journal_note(citizen);

-- ---- local: this machine only, never synced -------------------------------------------------------------
CREATE TABLE sync_self(k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID; -- realm, secret, origin, next_id, hlc
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE draft(
  place TEXT NOT NULL, ref INTEGER NOT NULL, caseworker INTEGER NOT NULL, citizen INTEGER NOT NULL,
  text TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(place, ref, caseworker)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_batch(
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, at INTEGER NOT NULL, author INTEGER NOT NULL,
  first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
  created INTEGER NOT NULL, updated INTEGER NOT NULL, undone_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE taken_back(                      -- an op that gave a value back, and the op that had written it
  seq INTEGER PRIMARY KEY, restored INTEGER NOT NULL
) STRICT;

-- The name list and the search: kept by triggers on citizen, rebuilt at will.
CREATE TABLE caseload(
  id INTEGER PRIMARY KEY, coordinator INTEGER NOT NULL, sort_key TEXT NOT NULL
) STRICT;
CREATE INDEX caseload_all ON caseload(sort_key, id);
CREATE INDEX caseload_own ON caseload(coordinator, sort_key, id);
CREATE VIRTUAL TABLE citizen_fts USING fts5(n, content='', columnsize=0, detail=full, prefix='1 2 3',
  tokenize='unicode61 remove_diacritics 0');
CREATE TRIGGER citizen_listed AFTER INSERT ON citizen WHEN new.deleted = 0 BEGIN
  INSERT INTO caseload(id, coordinator, sort_key)
    VALUES(new.id, new.coordinator, sort_key(new.surname, new.given_names));
  SELECT search_add(new.id, new.given_names, new.surname, new.cpr, new.phone);
END;
CREATE TRIGGER citizen_listed_anew AFTER UPDATE OF given_names, surname, coordinator, deleted ON citizen
WHEN (new.given_names, new.surname, new.coordinator, new.deleted)
  IS NOT (old.given_names, old.surname, old.coordinator, old.deleted) BEGIN
  DELETE FROM caseload WHERE id = old.id;
  INSERT INTO caseload(id, coordinator, sort_key)
    SELECT new.id, new.coordinator, sort_key(new.surname, new.given_names) WHERE new.deleted = 0;
END;
CREATE TRIGGER citizen_found_anew AFTER UPDATE OF given_names, surname, cpr, phone, deleted ON citizen
WHEN (new.given_names, new.surname, new.cpr, new.phone, new.deleted)
  IS NOT (old.given_names, old.surname, old.cpr, old.phone, old.deleted) BEGIN
  SELECT search_forget(old.id, old.given_names, old.surname, old.cpr, old.phone) WHERE old.deleted = 0;
  SELECT search_add(new.id, new.given_names, new.surname, new.cpr, new.phone) WHERE new.deleted = 0;
END;

-- ---- capture and merge: what the sync layer reads (docs: store.h, tables.c) -------------------------------
CREATE TABLE oplog(
  seq INTEGER PRIMARY KEY, hlc INTEGER NOT NULL, tx INTEGER NOT NULL, unit INTEGER NOT NULL DEFAULT 0,
  rank INTEGER NOT NULL DEFAULT 0, author INTEGER NOT NULL DEFAULT 0,
  tbl INTEGER NOT NULL, row INTEGER NOT NULL,
  col INTEGER NOT NULL,                       -- -1 fact (the row itself is the payload), 0 creation, >0 cell
  val ANY,                                    -- the cell's value, or the packed columns of a creation
  prev BLOB                                   -- the heads this write replaces: packed (origin, seq)*
) STRICT;
CREATE INDEX oplog_row ON oplog(tbl, row, col, seq);
CREATE TABLE cell(
  tbl INTEGER, row INTEGER, col INTEGER, origin INTEGER, seq INTEGER, hlc INTEGER, rank INTEGER, author INTEGER,
  ctx BLOB,                                   -- col > 0: covered dots of other origins; col = 0: mask of known columns
  PRIMARY KEY(tbl, row, col)
) STRICT, WITHOUT ROWID;
CREATE TABLE sibling(
  tbl INTEGER, row INTEGER, col INTEGER, origin INTEGER, seq INTEGER, hlc INTEGER, rank INTEGER, author INTEGER, val ANY,
  PRIMARY KEY(tbl, row, col, origin, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE superseded(
  tbl INTEGER, row INTEGER, col INTEGER, origin INTEGER, seq INTEGER, hlc INTEGER, author INTEGER, val ANY,
  PRIMARY KEY(tbl, row, col, origin, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE parked(
  tbl INTEGER, row INTEGER, col INTEGER, origin INTEGER, seq INTEGER, hlc INTEGER, rank INTEGER, prev BLOB, val ANY,
  PRIMARY KEY(tbl, row, col, origin, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE stream_in(unit INTEGER, origin INTEGER, bseq INTEGER, hash BLOB, PRIMARY KEY(unit, origin)) STRICT, WITHOUT ROWID;
CREATE TABLE stream_out(
  unit INTEGER, bseq INTEGER, first INTEGER, last INTEGER, prev BLOB, hash BLOB, blob BLOB, state INTEGER,
  PRIMARY KEY(unit, bseq)
) STRICT, WITHOUT ROWID;
CREATE TABLE anomaly(
  id INTEGER PRIMARY KEY, at INTEGER, kind TEXT, unit INTEGER, origin INTEGER, bseq INTEGER, detail TEXT, handled_by INTEGER
) STRICT;

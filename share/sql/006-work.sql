-- Employers: agreements with dates, visits, promises and whether they were kept, the company centre's waiting list; openings: what
-- citizens said about the hard needs, and who was referred to what.

CREATE TABLE employer_agreement(
  id INTEGER PRIMARY KEY,                     -- natural key: employer, kind
  employer INTEGER DEFAULT 0, kind TEXT DEFAULT '', from_date TEXT DEFAULT '', to_date TEXT DEFAULT '',
  places INTEGER DEFAULT 0,                   -- of a company centre (virksomhedscenter); 0 not known
  note TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX employer_agreement_employer ON employer_agreement(employer);

CREATE TABLE employer_visit(                  -- fact
  id INTEGER PRIMARY KEY,
  employer INTEGER DEFAULT 0, date TEXT DEFAULT '', met TEXT DEFAULT '', said TEXT DEFAULT '',
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX employer_visit_employer ON employer_visit(employer, date);

CREATE TABLE employer_promise(                -- fact
  id INTEGER PRIMARY KEY,
  employer INTEGER DEFAULT 0, places INTEGER DEFAULT 0, form TEXT DEFAULT '', due TEXT DEFAULT '', text TEXT DEFAULT '',
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX employer_promise_employer ON employer_promise(employer, due);

CREATE TABLE promise_outcome(                 -- fact: the latest row of a promise counts, the earlier stay
  id INTEGER PRIMARY KEY,
  promise INTEGER DEFAULT 0, places INTEGER DEFAULT 0, -- how many of the promised places came
  date TEXT DEFAULT '', note TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX promise_outcome_promise ON promise_outcome(promise);

CREATE TABLE centre_wait(                     -- waiting list of a company centre
  id INTEGER PRIMARY KEY,                     -- natural key: employer, citizen, since
  employer INTEGER DEFAULT 0, citizen INTEGER DEFAULT 0, since TEXT DEFAULT '', ended TEXT DEFAULT '',
  outcome INTEGER DEFAULT 0,                  -- enum wait_outcome
  deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX centre_wait_employer ON centre_wait(employer, since);
CREATE INDEX centre_wait_citizen ON centre_wait(citizen);

CREATE TABLE referral(                        -- fact: a citizen's name was given to an employer
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, opening INTEGER DEFAULT 0, consent INTEGER DEFAULT 0, date TEXT DEFAULT '',
  note TEXT DEFAULT '', follow_up TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX referral_citizen ON referral(citizen, date);
CREATE INDEX referral_opening ON referral(opening);

CREATE TABLE referral_event(                  -- fact: what came of it; the latest row of a referral counts
  id INTEGER PRIMARY KEY,
  referral INTEGER DEFAULT 0, state INTEGER DEFAULT 0, -- enum referral_state
  date TEXT DEFAULT '', reason TEXT DEFAULT '', follow_up TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX referral_event_referral ON referral_event(referral);

CREATE TABLE citizen_need(                    -- what the citizen said about a hard need; needs nobody asked about have no row
  id INTEGER PRIMARY KEY,                     -- natural key: citizen, need
  citizen INTEGER DEFAULT 0, need TEXT DEFAULT '',
  value INTEGER DEFAULT 0,                    -- 1 meets it, 0 does not; hours a week: the most the citizen can
  deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX citizen_need_citizen ON citizen_need(citizen);

-- The list of employers in Danish name order: local, kept by triggers on employer, rebuilt at will.
CREATE TABLE employer_list(
  id INTEGER PRIMARY KEY, sort_key TEXT NOT NULL
) STRICT;
CREATE INDEX employer_list_order ON employer_list(sort_key, id);
INSERT INTO employer_list(id, sort_key) SELECT id, sort_key(name, '') FROM employer WHERE deleted = 0;
CREATE TRIGGER employer_listed AFTER INSERT ON employer WHEN new.deleted = 0 BEGIN
  INSERT INTO employer_list(id, sort_key) VALUES(new.id, sort_key(new.name, ''));
END;
CREATE TRIGGER employer_listed_anew AFTER UPDATE OF name, deleted ON employer
WHEN (new.name, new.deleted) IS NOT (old.name, old.deleted) BEGIN
  DELETE FROM employer_list WHERE id = old.id;
  INSERT INTO employer_list(id, sort_key) SELECT new.id, sort_key(new.name, '') WHERE new.deleted = 0;
END;
CREATE INDEX opening_employer ON opening(employer);

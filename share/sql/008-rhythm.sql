-- Who sees the citizen, how often, who handed the citizen over to whom, and what was heard afterwards.

CREATE TABLE contact_person(                  -- everybody beside the coordinator whom the citizen has to do with
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, name TEXT DEFAULT '',
  role TEXT DEFAULT '',                       -- contact_person_roles
  place TEXT DEFAULT '', phone TEXT DEFAULT '',
  from_date TEXT DEFAULT '', to_date TEXT DEFAULT '', -- both included; to '' still
  deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX contact_person_citizen ON contact_person(citizen);

CREATE TABLE contact_exemption(               -- a time in which conversations are not owed
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0,
  kind TEXT DEFAULT '',                       -- contact_exemptions
  from_date TEXT DEFAULT '', to_date TEXT DEFAULT '', -- both included; to '' until further notice
  note TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX contact_exemption_citizen ON contact_exemption(citizen);

CREATE TABLE handover(                        -- fact: a coordinator gave the citizen to another
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0,
  from_caseworker INTEGER DEFAULT 0,          -- 0: there was none
  to_caseworker INTEGER DEFAULT 0,
  reason TEXT DEFAULT '',                     -- handover_reasons
  note TEXT DEFAULT '',                       -- to the receiver
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX handover_citizen ON handover(citizen, id);
CREATE INDEX handover_to ON handover(to_caseworker);

CREATE TABLE handover_answer(                 -- fact: the receiver's; none yet: the hand-over is offered
  id INTEGER PRIMARY KEY,
  handover INTEGER DEFAULT 0,
  state INTEGER DEFAULT 0,                    -- enum handover_state
  note TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX handover_answer_handover ON handover_answer(handover);

CREATE TABLE outcome_check(                   -- fact: how it went 1, 3, 6 or 12 months after
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, effort INTEGER DEFAULT 0,
  enrolment INTEGER DEFAULT 0,                -- the ended effort that is followed, or
  outcome INTEGER DEFAULT 0,                  -- the job that is
  months INTEGER DEFAULT 0, due TEXT DEFAULT '',
  status TEXT DEFAULT '', weekly_hours REAL DEFAULT 0, source TEXT DEFAULT '',
  helped TEXT DEFAULT '',                     -- what helped, in the citizen's own words
  date TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX outcome_check_citizen ON outcome_check(citizen, date);

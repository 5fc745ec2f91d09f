-- The one plan: its tracks, where the citizen stands, its versions and the citizen's acceptance of it.

CREATE TABLE plan_track(                      -- beside the track to job or education, which is number 0 and no row
  id INTEGER PRIMARY KEY,                     -- natural key: citizen and code; numbered when the code is ''
  citizen INTEGER DEFAULT 0,
  code TEXT DEFAULT '',                       -- plan_track_words; '' one with a name of its own
  name TEXT DEFAULT '',                       -- '' the code's
  ended INTEGER DEFAULT 0, at INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_track_citizen ON plan_track(citizen);

CREATE TABLE plan_position(                   -- where in the pipeline (fødekæden), from that day on
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, stage TEXT DEFAULT '', date TEXT DEFAULT '', note TEXT DEFAULT '',
  at INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_position_citizen ON plan_position(citizen, date);

CREATE TABLE plan_version(                    -- fact: the plan as it stood
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0,
  conversation INTEGER DEFAULT 0,             -- it was frozen when that was signed; 0 when it was accepted
  date TEXT DEFAULT '',
  content TEXT DEFAULT '',                    -- domain/plan_content.h
  hash TEXT DEFAULT '',                       -- BLAKE2b-256 of content
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_version_citizen ON plan_version(citizen, at);

CREATE TABLE plan_acceptance(                 -- guarded: what the citizen said to a version
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, version INTEGER DEFAULT 0,
  hash TEXT DEFAULT '',                       -- of what was agreed on: the version without how far it has come
  answer INTEGER DEFAULT 0,                   -- enum plan_answer
  channel TEXT DEFAULT '', date TEXT DEFAULT '', reason TEXT DEFAULT '',
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_acceptance_citizen ON plan_acceptance(citizen, id);

CREATE TABLE plan_acceptance_parent(          -- guarded: the answers that an answer came after
  id INTEGER PRIMARY KEY,
  acceptance INTEGER DEFAULT 0, parent INTEGER DEFAULT 0
) STRICT;
CREATE INDEX plan_acceptance_parent_parent ON plan_acceptance_parent(parent);
CREATE INDEX plan_acceptance_parent_acceptance ON plan_acceptance_parent(acceptance);

ALTER TABLE plan_step ADD COLUMN track INTEGER DEFAULT 0;
ALTER TABLE plan_item ADD COLUMN aim INTEGER DEFAULT 0;      -- enum plan_aim, of a goal
ALTER TABLE plan_item ADD COLUMN progress INTEGER DEFAULT 0; -- enum barrier_progress
ALTER TABLE plan_item ADD COLUMN note TEXT DEFAULT '';       -- of a barrier: what is done about it

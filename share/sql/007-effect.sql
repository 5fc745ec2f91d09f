-- What was decided about an effort, and by which figures: closed, opened again.
CREATE TABLE effort_decision(                 -- guarded: a decision that is nobody's previous is a head
  id INTEGER PRIMARY KEY,
  effort INTEGER DEFAULT 0,
  act INTEGER DEFAULT 0,                      -- enum effort_act
  date TEXT DEFAULT '', reason TEXT DEFAULT '',
  figures TEXT DEFAULT '',                    -- what the report said then, a line for people
  hash TEXT DEFAULT '',                       -- of the rows that were counted
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0,
  previous INTEGER DEFAULT 0                  -- the decision it was made from, 0 the first
) STRICT;
CREATE INDEX effort_decision_effort ON effort_decision(effort, id);
CREATE INDEX effort_decision_previous ON effort_decision(previous);

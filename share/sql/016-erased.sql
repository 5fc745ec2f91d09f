-- What is left of citizens who were removed after retention: counts, and what nobody else had signed for.

CREATE TABLE erased_person(                   -- fact; of a person what the effect report counts, and nothing of who it was
  id INTEGER PRIMARY KEY,                     -- natural key: its content, and how many like it there were
  target_group INTEGER DEFAULT 0, year INTEGER DEFAULT 0, -- of the newest date
  enrolments TEXT DEFAULT '[]', outcomes TEXT DEFAULT '[]' -- JSON (erased.c)
) STRICT;

-- A change that was kept from a removal: its text, and the row that the citizen has who comes back.
ALTER TABLE held ADD COLUMN tbl INTEGER NOT NULL DEFAULT 0;
ALTER TABLE held ADD COLUMN heir INTEGER NOT NULL DEFAULT 0;
ALTER TABLE held ADD COLUMN kept TEXT;

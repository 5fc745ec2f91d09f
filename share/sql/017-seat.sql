-- Which unit has a citizen: told to everybody, by unit 1, so that two units with the same person hear of each other.

CREATE TABLE seat(                            -- fact
  id INTEGER PRIMARY KEY,
  subject INTEGER DEFAULT 0,                  -- the citizen's number, and nothing else of the citizen
  unit INTEGER DEFAULT 0,                     -- 1: no team; 0: nobody has the citizen any more
  since TEXT DEFAULT '',
  previous INTEGER DEFAULT 0,                 -- the seat that this one took the place of; 0 none
  asked_by INTEGER DEFAULT 0                  -- not a seat: this caseworker asks to be handed the citizen
) STRICT;
CREATE INDEX seat_subject ON seat(subject, previous);

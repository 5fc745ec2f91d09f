-- What a person chose where two had written at the same time.
CREATE TABLE conflict_choice(                 -- fact
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0,
  -- Of a field its place; of an effort the decision that gave way, with column 0.
  about_table INTEGER DEFAULT 0, about_row INTEGER DEFAULT 0, about_column INTEGER DEFAULT 0,
  chosen TEXT DEFAULT '', other TEXT DEFAULT '', reason TEXT DEFAULT '',
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX conflict_choice_citizen ON conflict_choice(citizen);
CREATE INDEX conflict_choice_row ON conflict_choice(about_table, about_row);

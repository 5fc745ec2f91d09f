-- Letters: what was composed, the bytes that were sent, and when they left. All facts.
CREATE TABLE letter(
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, sanction_case INTEGER DEFAULT 0,
  about INTEGER DEFAULT 0,                    -- by kind: sanction event, appointment, notification
  kind TEXT DEFAULT '', recipient TEXT DEFAULT '', title TEXT DEFAULT '', date TEXT DEFAULT '',
  template TEXT DEFAULT '', template_hash TEXT DEFAULT '', channel TEXT DEFAULT '',
  text TEXT DEFAULT '',                       -- as it prints
  lix INTEGER DEFAULT 0, at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX letter_citizen ON letter(citizen);
CREATE INDEX letter_case ON letter(sanction_case);

CREATE TABLE letter_file(                     -- the very bytes
  id INTEGER PRIMARY KEY,
  letter INTEGER DEFAULT 0,
  hash TEXT DEFAULT '',                       -- BLAKE2b-256 of bytes
  media_type TEXT DEFAULT '', bytes BLOB DEFAULT x''
) STRICT;
CREATE INDEX letter_file_letter ON letter_file(letter);

CREATE TABLE letter_sent(
  id INTEGER PRIMARY KEY,
  letter INTEGER DEFAULT 0, channel TEXT DEFAULT '', date TEXT DEFAULT '', minute INTEGER DEFAULT -1,
  received TEXT DEFAULT '',                   -- presumed
  complaint TEXT DEFAULT '',                  -- decisions: the last day to complain
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX letter_sent_letter ON letter_sent(letter);

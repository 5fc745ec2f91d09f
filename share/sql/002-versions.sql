-- What a conversation was held on, and what became of it: the guide's own words as they stood when it began, and
-- signed conversations that are corrected by a new version.

CREATE TABLE guide_text(                      -- fact: a guide file, or a list's file beside it, as it was read
  id INTEGER PRIMARY KEY,                     -- natural key: language, guide, file, hash
  guide TEXT DEFAULT '', language TEXT DEFAULT '',
  version INTEGER DEFAULT 0,                  -- 0 of a list's file
  file TEXT DEFAULT '',                       -- the list's; '' the guide itself
  hash TEXT DEFAULT '',                       -- BLAKE2b-256 of text
  text TEXT DEFAULT ''
) STRICT;

CREATE TABLE conversation_guide(              -- which texts a conversation goes by, in each language, from its beginning
  id INTEGER PRIMARY KEY,
  conversation INTEGER DEFAULT 0, guide_text INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX conversation_guide_conversation ON conversation_guide(conversation);

-- The version that this one corrects, 0 for the first. Its hash goes into this one's.
ALTER TABLE conversation_signed ADD COLUMN previous INTEGER DEFAULT 0;

-- ---- local: a correction under way, until it is signed ----------------------------------------------------
CREATE TABLE correction(
  conversation INTEGER NOT NULL, caseworker INTEGER NOT NULL,
  base INTEGER NOT NULL,                      -- conversation_signed: the version that is being corrected
  position TEXT NOT NULL, begun_at INTEGER NOT NULL, PRIMARY KEY(conversation, caseworker)
) STRICT, WITHOUT ROWID;
CREATE TABLE correction_answer(
  conversation INTEGER NOT NULL, caseworker INTEGER NOT NULL, question TEXT NOT NULL,
  state INTEGER NOT NULL, value TEXT NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(conversation, caseworker, question)
) STRICT, WITHOUT ROWID;

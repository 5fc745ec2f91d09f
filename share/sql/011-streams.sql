-- What the exchange of changes keeps on this terminal.
ALTER TABLE stream_out ADD COLUMN ops BLOB;    -- what was sealed, readable: for a hub that keeps tables
ALTER TABLE stream_out ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX stream_out_open ON stream_out(state) WHERE state < 2;

CREATE TABLE stream_unit(                     -- as the keyring says
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, is_mine INTEGER NOT NULL
) STRICT;
CREATE TABLE receipt(                         -- who has taken our stream of a unit, and how far
  unit INTEGER, origin INTEGER, bseq INTEGER NOT NULL, PRIMARY KEY(unit, origin)
) STRICT, WITHOUT ROWID;
CREATE TABLE citizen_place(                   -- the unit a citizen was seen in last
  citizen INTEGER PRIMARY KEY, unit INTEGER NOT NULL,
  moved INTEGER NOT NULL DEFAULT 0            -- UTC ms since the citizen left this terminal's units; 0 has not
) STRICT;
CREATE INDEX citizen_place_moved ON citizen_place(citizen) WHERE moved > 0;
CREATE TABLE snapshot_due(unit INTEGER, citizen INTEGER, PRIMARY KEY(unit, citizen)) STRICT, WITHOUT ROWID;
CREATE TABLE origin_past(                     -- ops up to and with `last` were written under this origin
  last INTEGER PRIMARY KEY, origin INTEGER NOT NULL
) STRICT;
CREATE TABLE held(                            -- a transaction that cannot go
  id INTEGER PRIMARY KEY, tx INTEGER NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL,
  state INTEGER NOT NULL                      -- 0 held, 1 try again, 2 withdrawn
) STRICT;
CREATE INDEX held_tx ON held(tx);

-- A citizen whose rows were removed here: who has the citizen now, which rows there were, and what has come for
-- them since and waits to be sent on to the new unit.
CREATE TABLE purged(
  citizen INTEGER PRIMARY KEY, kind INTEGER NOT NULL, -- 1 moved, 2 removed for good
  coordinator INTEGER NOT NULL, hlc INTEGER NOT NULL, -- the latest one heard of, and when it was written
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE purged_row(tbl INTEGER, row INTEGER, citizen INTEGER NOT NULL, PRIMARY KEY(tbl, row)) STRICT, WITHOUT ROWID;
CREATE INDEX purged_row_citizen ON purged_row(citizen);
CREATE TABLE forward(
  tbl INTEGER, row INTEGER, col INTEGER, origin INTEGER, seq INTEGER, hlc INTEGER, rank INTEGER, author INTEGER,
  prev BLOB, val BLOB, citizen INTEGER NOT NULL, PRIMARY KEY(tbl, row, col, origin, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX forward_citizen ON forward(citizen);

CREATE TABLE sync_withdrawal(                 -- fact: something written here that will never be sent, and why
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, tbl INTEGER DEFAULT 0, row INTEGER DEFAULT 0, cause TEXT DEFAULT '',
  reason TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX sync_withdrawal_citizen ON sync_withdrawal(citizen);

CREATE INDEX notification_answer_citizen ON notification_answer(citizen);

CREATE TRIGGER citizen_forgotten AFTER DELETE ON citizen BEGIN
  DELETE FROM caseload WHERE id = old.id;
  SELECT search_forget(old.id, old.given_names, old.surname, old.cpr, old.phone) WHERE old.deleted = 0;
END;

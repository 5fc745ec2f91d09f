-- What a write to a cell replaced, beside its value: NULL not known here, else packed dots (lineage.h).
ALTER TABLE cell ADD COLUMN prev BLOB;
ALTER TABLE sibling ADD COLUMN prev BLOB;
ALTER TABLE superseded ADD COLUMN prev BLOB;
-- One's own writes that are still in the log say it.
UPDATE cell SET prev = (SELECT ifnull(o.prev, x'') FROM oplog o
  WHERE o.seq = cell.seq AND o.tbl = cell.tbl AND o.row = cell.row AND o.col IN (0, cell.col))
  WHERE col > 0 AND origin = (SELECT v FROM sync_self WHERE k = 'origin');
UPDATE superseded SET prev = (SELECT ifnull(o.prev, x'') FROM oplog o
  WHERE o.seq = superseded.seq AND o.tbl = superseded.tbl AND o.row = superseded.row AND o.col IN (0, superseded.col))
  WHERE origin = (SELECT v FROM sync_self WHERE k = 'origin');

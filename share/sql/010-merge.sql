-- A change that waits for its place keeps who wrote it.
ALTER TABLE parked ADD COLUMN author INTEGER DEFAULT 0;

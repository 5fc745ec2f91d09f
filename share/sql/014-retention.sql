-- The administrator's orders to remove citizens whose time is up (opbevaringsfrist). They go to everybody, by unit 1.

CREATE TABLE purge_order(                     -- fact; signed by the administrator's key (purge_order.h)
  id INTEGER PRIMARY KEY,
  subject INTEGER DEFAULT 0,                  -- the citizen's row, which is there no more
  reason TEXT DEFAULT '', signature BLOB, at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;

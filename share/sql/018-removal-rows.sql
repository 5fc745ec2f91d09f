-- The rows that there were of a citizen who was removed (purge_order.h), for terminals that never had them: what comes
-- late of a row's parts is known to be the citizen's by them.
ALTER TABLE purge_order ADD COLUMN removed BLOB;

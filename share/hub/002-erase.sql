-- Removal after retention: what the ops of a removed citizen's rows said is erased, and that they were there stays.
--
-- The feed is dense, and checkpoints are signed over how long it is: a row that went would be a hole, or a number
-- given twice. So the row of the op stays, with its place in the feed, who wrote it and when, and the number of a row
-- that nobody has any more; its value is empty. What it replaced (prev) is numbers of ops, and stays.

SET LOCAL ROLE hub_owner;

-- For the worker alone, which knows from the orders it has carried out which rows there were. The answer is how many ops.
-- It reads all of hub.op: removals are few and come together, so they have no index of their own to keep up.
CREATE FUNCTION hub.erase(p_tables smallint[], p_rows bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
	erased bigint;
BEGIN
	IF NOT hub.is_worker() THEN
		RAISE EXCEPTION 'ACCESS: % is no worker', session_user USING ERRCODE = 'HB004';
	END IF;
	UPDATE hub.op o SET payload = '' FROM unnest(p_tables, p_rows) AS gone (tbl, row)
	WHERE o.tbl = gone.tbl AND o.row = gone.row AND o.payload <> '';
	GET DIAGNOSTICS erased = ROW_COUNT;
	RETURN erased;
END
$$;

REVOKE ALL ON FUNCTION hub.erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.erase TO hub_terminal, hub_admin;

RESET ROLE;

-- Bases of units (a terminal's own), the trail of what a terminal has removed (its own), and that one is wanted (any
-- terminal's word, signed inside).

SET LOCAL ROLE hub_owner;

CREATE OR REPLACE FUNCTION hub.may_put(p_name text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$
	SELECT CASE
		WHEN p_name ~ '^((unit-[0-9]{1,10}/)?ack/[0-9]{1,6}[.]ack|card/[0-9]{1,6}[.]smt|unit-[0-9]{1,10}/base/[0-9]{1,6}[.]sm[xr])$'
			THEN hub.is_mine(substring(p_name FROM '/([0-9]+)[.]')::int)
		WHEN p_name ~ '^unit-[0-9]{1,10}/base/wanted[.]smw$'
			THEN hub.my_origin() IS NOT NULL OR hub.is_admin()
		ELSE hub.is_admin()
	END
$$;

RESET ROLE;

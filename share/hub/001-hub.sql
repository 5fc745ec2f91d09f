-- The hub in PostgreSQL 13 or later (sync-storage, section 9.7). samtale hub init runs this once, in one transaction.
--
-- Kept to what Citus, YugabyteDB and CockroachDB have too: tables, primary keys, INSERT ON CONFLICT, arrays, row
-- locks. No sequences, triggers, advisory locks, transaction numbers or LISTEN.
--
-- Who may what: a terminal is the role t<origin> in the group hub_terminal. It has SELECT alone, row security shows it
-- the units it belongs to, and it writes by the functions below, which look at session_user. What lies here is
-- signed by the terminal that made it, so the hub is trusted to keep, not to tell the truth.

DO $roles$
DECLARE
	wanted text;
BEGIN
	FOREACH wanted IN ARRAY ARRAY['hub_owner', 'hub_admin', 'hub_terminal', 'hub_worker', 'hub_report'] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
		END IF;
	END LOOP;
END
$roles$;
GRANT hub_owner, hub_admin, hub_worker TO CURRENT_USER;

CREATE SCHEMA hub AUTHORIZATION hub_owner;
-- Tables for reports, made and dropped by the worker.
CREATE SCHEMA hub_read AUTHORIZATION hub_worker;

SET LOCAL ROLE hub_worker;
GRANT USAGE ON SCHEMA hub_read TO hub_report, hub_admin;
ALTER DEFAULT PRIVILEGES IN SCHEMA hub_read GRANT SELECT ON TABLES TO hub_report, hub_admin;
RESET ROLE;

SET LOCAL ROLE hub_owner;

CREATE TABLE hub.installation (
	one boolean PRIMARY KEY DEFAULT true CHECK (one),
	realm bytea NOT NULL CHECK (octet_length(realm) = 16),
	version int NOT NULL
);

CREATE TABLE hub.terminal (
	origin int PRIMARY KEY CHECK (origin BETWEEN 1 AND 524287),
	role name NOT NULL UNIQUE,
	name text NOT NULL,
	is_hub boolean NOT NULL,
	disabled boolean NOT NULL
);

CREATE TABLE hub.terminal_unit (
	origin int NOT NULL,
	unit int NOT NULL CHECK (unit > 0),
	PRIMARY KEY (origin, unit)
);

-- Whoever writes to a unit locks its row first and holds it to the commit: the order of the feed is the order of the
-- commits, and there is never a hole in it.
CREATE TABLE hub.unit_feed (
	unit int PRIMARY KEY CHECK (unit > 0),
	last bigint NOT NULL DEFAULT 0
);

CREATE TABLE hub.bundle (
	unit int NOT NULL,
	origin int NOT NULL,
	bseq bigint NOT NULL CHECK (bseq > 0),
	hash bytea NOT NULL CHECK (octet_length(hash) = 32),
	prev bytea NOT NULL CHECK (octet_length(prev) = 32),
	feed_from bigint NOT NULL, -- the first of its ops in the feed; feed_to is one less when all were here before
	feed_to bigint NOT NULL CHECK (feed_to >= feed_from - 1),
	schema_version int NOT NULL,
	at timestamptz NOT NULL DEFAULT now(),
	body bytea, -- the sealed file; NULL once everybody has it
	PRIMARY KEY (unit, origin, bseq)
);
ALTER TABLE hub.bundle ALTER body SET STORAGE EXTERNAL; -- it is compressed already

CREATE TABLE hub.op (
	unit int NOT NULL,
	origin int NOT NULL, -- who made it: with a snapshot another than the bundle's
	tbl smallint NOT NULL,
	col smallint NOT NULL CHECK (col >= -1), -- -1 a fact, 0 a row's creation, else the column
	feed bigint NOT NULL,
	oseq bigint NOT NULL,
	hlc bigint NOT NULL,
	row bigint NOT NULL,
	prev bytea,
	payload bytea NOT NULL,
	PRIMARY KEY (unit, origin, oseq, tbl, row, col) -- facts of a snapshot share a dot
);
CREATE UNIQUE INDEX op_feed ON hub.op (unit, feed);

-- What the worker had seen of a unit's feed, signed by it: h is the hash over the hashes of the bundles in the feed's order.
CREATE TABLE hub.checkpoint (
	unit int NOT NULL,
	origin int NOT NULL,
	feed bigint NOT NULL,
	h bytea NOT NULL CHECK (octet_length(h) = 32),
	at timestamptz NOT NULL DEFAULT now(),
	sig bytea NOT NULL CHECK (octet_length(sig) = 64),
	PRIMARY KEY (unit, origin, feed)
);

-- Keyring, cards, invitations, receipts.
CREATE TABLE hub.file (
	name text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9/._-]{0,200}$'),
	bytes bytea NOT NULL CHECK (octet_length(bytes) <= 16777216),
	at timestamptz NOT NULL DEFAULT now()
);

-- ---- who asks ----------------------------------------------------------------------------------

CREATE FUNCTION hub.is_admin() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT pg_has_role(session_user, 'hub_admin', 'MEMBER') $$;

-- NULL: no terminal, or one that was shut out.
CREATE FUNCTION hub.my_origin() RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT origin FROM hub.terminal WHERE role = session_user AND NOT disabled $$;

CREATE FUNCTION hub.my_units() RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
	SELECT coalesce(array_agg(unit), '{}') FROM hub.unit_feed
	WHERE hub.is_admin() OR unit IN (SELECT unit FROM hub.terminal_unit WHERE origin = hub.my_origin())
$$;

-- The administrator may for a terminal what the terminal may itself: its own terminal needs no second role.
CREATE FUNCTION hub.is_mine(p_origin int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$
	SELECT coalesce(p_origin = hub.my_origin(), false) OR hub.is_admin()
$$;

CREATE FUNCTION hub.is_worker() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
	SELECT hub.is_admin() OR EXISTS (SELECT FROM hub.terminal WHERE origin = hub.my_origin() AND is_hub)
$$;

-- ---- what is seen ------------------------------------------------------------------------------

DO $policies$
DECLARE
	wanted text[];
BEGIN
	FOREACH wanted SLICE 1 IN ARRAY ARRAY[
		['installation', '(SELECT hub.my_origin()) IS NOT NULL OR (SELECT hub.is_admin())'],
		['terminal', 'origin = (SELECT hub.my_origin()) OR (SELECT hub.is_admin())'],
		['terminal_unit', 'origin = (SELECT hub.my_origin()) OR (SELECT hub.is_admin())'],
		['unit_feed', 'unit = ANY ((SELECT hub.my_units())::int[])'],
		-- of its own stream to another unit a terminal sees how far it came
		['bundle', 'unit = ANY ((SELECT hub.my_units())::int[]) OR origin = (SELECT hub.my_origin())'],
		['op', 'unit = ANY ((SELECT hub.my_units())::int[])'],
		['checkpoint', 'unit = ANY ((SELECT hub.my_units())::int[])'],
		['file', '(SELECT hub.my_origin()) IS NOT NULL OR (SELECT hub.is_admin())']
	] LOOP
		EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', wanted[1]);
		EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', wanted[1]);
		EXECUTE format('CREATE POLICY by_function ON hub.%I TO hub_owner USING (true) WITH CHECK (true)', wanted[1]);
		EXECUTE format('CREATE POLICY seen ON hub.%I FOR SELECT TO hub_terminal, hub_admin USING (%s)',
			       wanted[1], wanted[2]);
	END LOOP;
END
$policies$;

-- ---- what is written ---------------------------------------------------------------------------
-- Refusals: HB001 FORK, HB002 GAP, HB003 CHAIN, HB004 ACCESS, HB005 the file is there with other bytes.

-- The ops that are new, numbered on from p_base without a hole. They come as arrays, one element an op.
CREATE FUNCTION hub.take_ops(p_unit int, p_base bigint, p_origins int[], p_seqs bigint[], p_hlcs bigint[],
			     p_tables smallint[], p_rows bigint[], p_columns smallint[], p_prevs bytea[],
			     p_values bytea[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
	taken bigint;
BEGIN
	-- Mostly all are new. A plain INSERT takes half the time of one with ON CONFLICT, and arrays taken apart in the
	-- list a third of that of arrays taken apart in FROM.
	BEGIN
		INSERT INTO hub.op (unit, feed, origin, oseq, hlc, tbl, row, col, prev, payload)
		SELECT p_unit, generate_series(p_base + 1, p_base + cardinality(p_seqs)), unnest(p_origins), unnest(p_seqs),
			unnest(p_hlcs), unnest(p_tables), unnest(p_rows), unnest(p_columns), unnest(p_prevs), unnest(p_values);
		RETURN cardinality(p_seqs);
	EXCEPTION WHEN unique_violation THEN
		NULL;
	END;
	-- Some were here before (a snapshot repeats): those alone that are new, numbered without a hole.
	INSERT INTO hub.op (unit, feed, origin, oseq, hlc, tbl, row, col, prev, payload)
	SELECT p_unit, p_base + row_number() OVER (ORDER BY o.n), o.origin, o.oseq, o.hlc, o.tbl, o.row, o.col, o.prev,
		o.payload
	FROM (SELECT DISTINCT ON (u.origin, u.oseq, u.tbl, u.row, u.col) u.*
		FROM unnest(p_origins, p_seqs, p_hlcs, p_tables, p_rows, p_columns, p_prevs, p_values)
			WITH ORDINALITY AS u (origin, oseq, hlc, tbl, row, col, prev, payload, n)
		ORDER BY u.origin, u.oseq, u.tbl, u.row, u.col, u.n) AS o
	WHERE NOT EXISTS (SELECT FROM hub.op h WHERE h.unit = p_unit AND h.origin = o.origin AND h.oseq = o.oseq
		AND h.tbl = o.tbl AND h.row = o.row AND h.col = o.col);
	GET DIAGNOSTICS taken = ROW_COUNT;
	RETURN taken;
END
$$;

-- One bundle with its ops: all of it or nothing. The answer is SHA-256 of the sealed file as it lies here.
CREATE FUNCTION hub.ingest(p_unit int, p_origin int, p_bseq bigint, p_prev bytea, p_hash bytea, p_schema int,
			   p_body bytea, p_origins int[], p_seqs bigint[], p_hlcs bigint[], p_tables smallint[],
			   p_rows bigint[], p_columns smallint[], p_prevs bytea[], p_values bytea[]) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
	base bigint;
	taken bigint := 0;
	newest record;
	seen record;
BEGIN
	IF NOT hub.is_mine(p_origin) THEN
		RAISE EXCEPTION 'ACCESS: % may not write as terminal %', session_user, p_origin USING ERRCODE = 'HB004';
	END IF;
	SELECT last INTO base FROM hub.unit_feed WHERE unit = p_unit FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'ACCESS: there is no unit %', p_unit USING ERRCODE = 'HB004';
	END IF;
	SELECT hash, body INTO seen FROM hub.bundle WHERE unit = p_unit AND origin = p_origin AND bseq = p_bseq;
	IF FOUND THEN
		IF seen.hash <> p_hash THEN
			RAISE EXCEPTION 'FORK: another bundle % is here', p_bseq USING ERRCODE = 'HB001';
		END IF;
		IF seen.body IS NOT NULL AND seen.body <> p_body THEN -- its sender sends what was damaged again
			UPDATE hub.bundle SET body = p_body WHERE unit = p_unit AND origin = p_origin AND bseq = p_bseq;
			seen.body := p_body;
		END IF;
		RETURN sha256(coalesce(seen.body, p_body));
	END IF;
	SELECT bseq, hash INTO newest FROM hub.bundle WHERE unit = p_unit AND origin = p_origin
	ORDER BY bseq DESC LIMIT 1;
	IF p_bseq <> coalesce(newest.bseq, 0) + 1 THEN
		RAISE EXCEPTION 'GAP: the newest here is %', coalesce(newest.bseq, 0) USING ERRCODE = 'HB002';
	END IF;
	IF p_prev <> coalesce(newest.hash, decode(repeat('00', 32), 'hex')) THEN
		RAISE EXCEPTION 'CHAIN: it does not follow bundle %', p_bseq - 1 USING ERRCODE = 'HB003';
	END IF;
	IF cardinality(p_seqs) > 0 THEN
		taken := hub.take_ops(p_unit, base, p_origins, p_seqs, p_hlcs, p_tables, p_rows, p_columns, p_prevs, p_values);
		UPDATE hub.unit_feed SET last = base + taken WHERE unit = p_unit;
	END IF;
	INSERT INTO hub.bundle (unit, origin, bseq, hash, prev, feed_from, feed_to, schema_version, body)
	VALUES (p_unit, p_origin, p_bseq, p_hash, p_prev, base + 1, base + taken, p_schema, p_body);
	SELECT sha256(body) AS kept INTO seen FROM hub.bundle
	WHERE unit = p_unit AND origin = p_origin AND bseq = p_bseq;
	RETURN seen.kept;
END
$$;

-- A terminal's own receipts and card; keyring and invitations are the administrator's.
CREATE FUNCTION hub.may_put(p_name text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$
	SELECT CASE
		WHEN p_name ~ '^((unit-[0-9]{1,10}/)?ack/[0-9]{1,6}[.]ack|card/[0-9]{1,6}[.]smt)$'
			THEN hub.is_mine(substring(p_name FROM '/([0-9]+)[.]')::int)
		ELSE hub.is_admin()
	END
$$;

CREATE FUNCTION hub.put_file(p_name text, p_bytes bytea, p_once boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
	IF NOT hub.may_put(p_name) THEN
		RAISE EXCEPTION 'ACCESS: % may not write %', session_user, p_name USING ERRCODE = 'HB004';
	END IF;
	IF p_once THEN
		INSERT INTO hub.file (name, bytes) VALUES (p_name, p_bytes) ON CONFLICT (name) DO NOTHING;
		IF NOT EXISTS (SELECT FROM hub.file WHERE name = p_name AND bytes = p_bytes) THEN
			RAISE EXCEPTION 'another % is here', p_name USING ERRCODE = 'HB005';
		END IF;
	ELSE
		INSERT INTO hub.file AS f (name, bytes) VALUES (p_name, p_bytes)
		ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes, at = now();
	END IF;
END
$$;

CREATE FUNCTION hub.remove_file(p_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
	IF NOT hub.may_put(p_name) THEN
		RAISE EXCEPTION 'ACCESS: % may not remove %', session_user, p_name USING ERRCODE = 'HB004';
	END IF;
	DELETE FROM hub.file WHERE name = p_name;
END
$$;

-- The sealed files go; that they were here, their hashes and their ops stay.
CREATE FUNCTION hub.prune(p_unit int, p_origin int, p_bseq bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
	IF NOT (hub.is_mine(p_origin) OR hub.is_worker()) THEN
		RAISE EXCEPTION 'ACCESS: % may not prune terminal %', session_user, p_origin USING ERRCODE = 'HB004';
	END IF;
	UPDATE hub.bundle SET body = NULL
	WHERE unit = p_unit AND origin = p_origin AND bseq <= p_bseq AND body IS NOT NULL;
END
$$;

CREATE FUNCTION hub.put_checkpoint(p_unit int, p_origin int, p_feed bigint, p_h bytea, p_sig bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
	IF NOT (hub.is_mine(p_origin) AND hub.is_worker()) THEN
		RAISE EXCEPTION 'ACCESS: % is no worker', session_user USING ERRCODE = 'HB004';
	END IF;
	INSERT INTO hub.checkpoint AS c (unit, origin, feed, h, sig) VALUES (p_unit, p_origin, p_feed, p_h, p_sig)
	ON CONFLICT (unit, origin, feed) DO UPDATE SET h = excluded.h, sig = excluded.sig, at = now();
END
$$;

-- ---- who there is ------------------------------------------------------------------------------

-- As the one who asks, since it makes roles: the administrator's connection may, no function of the hub does.
CREATE FUNCTION hub.put_role(p_role name, p_is_hub boolean, p_disabled boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = p_role) THEN
		EXECUTE format('CREATE ROLE %I IN ROLE hub_terminal', p_role);
	END IF;
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = p_role AND rolcanlogin = p_disabled) THEN
		EXECUTE format('ALTER ROLE %I %s', p_role, CASE WHEN p_disabled THEN 'NOLOGIN' ELSE 'LOGIN' END);
	END IF;
	IF pg_has_role(p_role, 'hub_worker', 'MEMBER') <> (p_is_hub AND NOT p_disabled) THEN
		EXECUTE format(CASE WHEN p_is_hub AND NOT p_disabled THEN 'GRANT hub_worker TO %I'
				ELSE 'REVOKE hub_worker FROM %I' END, p_role);
	END IF;
END
$$;

CREATE FUNCTION hub.put_member(p_origin int, p_name text, p_is_hub boolean, p_disabled boolean, p_units int[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
	IF NOT hub.is_admin() THEN
		RAISE EXCEPTION 'ACCESS: % is no administrator', session_user USING ERRCODE = 'HB004';
	END IF;
	INSERT INTO hub.terminal AS t (origin, role, name, is_hub, disabled)
	VALUES (p_origin, 't' || p_origin, p_name, p_is_hub, p_disabled)
	ON CONFLICT (origin) DO UPDATE
	SET name = excluded.name, is_hub = excluded.is_hub, disabled = excluded.disabled;
	DELETE FROM hub.terminal_unit WHERE origin = p_origin AND unit <> ALL (p_units);
	INSERT INTO hub.unit_feed (unit) SELECT u FROM unnest(p_units) AS u ON CONFLICT (unit) DO NOTHING;
	INSERT INTO hub.terminal_unit (origin, unit) SELECT p_origin, u FROM unnest(p_units) AS u
	ON CONFLICT (origin, unit) DO NOTHING;
END
$$;

-- ---- rights ------------------------------------------------------------------------------------

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC;
GRANT USAGE ON SCHEMA hub TO hub_terminal, hub_admin;
GRANT SELECT ON ALL TABLES IN SCHEMA hub TO hub_terminal, hub_admin;
GRANT EXECUTE ON FUNCTION hub.is_admin, hub.my_origin, hub.my_units, hub.is_mine, hub.is_worker, hub.ingest,
	hub.put_file, hub.remove_file, hub.prune, hub.put_checkpoint TO hub_terminal, hub_admin;
GRANT EXECUTE ON FUNCTION hub.put_member, hub.put_role TO hub_admin;

RESET ROLE;

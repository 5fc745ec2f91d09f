#!/bin/sh
# A hub in PostgreSQL from the command line: set up, enrolled, worked and closed. 77 without a server here.
. "${srcdir:?}/tests/lib/postgres.sh"
demo=$(cd "$srcdir/share/demo" && pwd)
. "$(dirname "$0")/harness.sh"
trap 'postgres_stop; chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
if "$samtale" --lang en --db none.db hub init --hub postgresql://nobody@localhost:1/hub 2>&1 | grep -q 'built without'; then
	echo 'built without libpq'
	exit 77
fi
postgres_start || exit

# Not a superuser: may make roles, and owns the database.
postgres_sql 'CREATE ROLE chief LOGIN CREATEROLE'
postgres_sql 'ALTER DATABASE hub OWNER TO chief'
echo 'local all chief trust' >> "$POSTGRES_FOLDER/data/pg_hba.conf"
postgres_sql 'SELECT pg_reload_conf()' > /dev/null
hub="postgresql://chief@/hub?host=$POSTGRES_FOLDER/socket&port=$POSTGRES_PORT"

works 'the hub is set up' 'is set up' --db a.db hub init --hub "$hub" --name Chief --unit JOB
works 'a second time is fine for what is there' '' --db a.db hub status --hub "$hub"
refused 'another installation keeps away' 1 'another installation' --db other.db hub init --hub "$hub"
refused 'a database that is not there' 3 'does not answer' --db a.db hub status --hub \
	'postgresql://chief:hunter2@localhost:1/hub?hostaddr=127.0.0.1'
is 'the password is not told' 0 "$(grep -c hunter2 err)"
refused 'an address that makes no sense' 2 'cannot be read' --db a.db hub status --hub 'postgresql://a:hunter2@[bad'
is 'the password is not told then either' 0 "$(grep -c hunter2 err)"

# enrolled NAME OPTION...: its code
enrolled() {
	"$samtale" --lang en --db a.db hub enrol --hub "$hub" --name "$@" --json | sed -n 's/.*"code": "\(.*\)".*/\1/p'
}
maren=$(enrolled Maren --unit JOB)
worker=$(enrolled Worker --worker)
one=$(postgres_address t1)
two=$(postgres_address t2)
is 'the roles are there, and may log in' 't1 t2' \
	"$(postgres_sql "SELECT string_agg(rolname, ' ' ORDER BY 1) FROM pg_roles WHERE rolname ~ '^t[12]\$' AND rolcanlogin")"
refused 'the code is for the terminal with the certificate' 1 'certificate' --db b.db sync enrol "$maren" \
	--hub "$(echo "$one" | sed 's/t1@/t2@/')"
works 'a terminal comes in' 'terminal 1' --db b.db sync enrol "$maren" --hub "$one"
works 'the worker comes in' 'terminal 2' --db w.db sync enrol "$worker" --hub "$two"
works 'all are told' 'Maren' --db a.db hub status --hub "$hub"

works 'a pass' 'Rows copied' --db w.db hub worker --once --hub "$two"
works 'a pass that makes the tables anew' '"rows": 0' --db w.db --json hub worker --once --rebuild --hub "$two"
is 'the tables are there' 0 "$(postgres_sql 'SELECT count(*) FROM hub_read.citizen')"
refused 'a terminal is not the worker' 1 'not the hub.s worker' --db b.db hub worker --once --hub "$one"
refused 'no time between two passes' 2 'seconds' --db w.db hub worker --every 0 --hub "$two"

# What a terminal writes is at the administrator's and in the tables; also after the server was set back to a copy of
# its folder, by terminals that send again.
tables() {
	postgres_sql "SELECT md5(string_agg((to_jsonb(c) - 'worker_pass')::text, '' ORDER BY id)) FROM hub_read.citizen c"
}
server() {
	(cd / && "$POSTGRES_FOLDER/control" "$@")
}
works 'the administrator takes the cards' '' --db a.db sync --hub "$hub"
works 'yesterday a terminal had nothing' '' --db b.db sync --hub "$one"
server stop
cp -a "$POSTGRES_FOLDER/data" "$POSTGRES_FOLDER/yesterday"
server start
"$samtale" --lang en --db b.db import "$demo" > out 2> err
works 'today it sends a caseload' '194  changes sent' --db b.db sync --hub "$one"
works 'the administrator fetches it' '194  changes fetched' --db a.db sync --hub "$hub"
works 'the worker copies it' 'copied: 194' --db w.db hub worker --once --hub "$two"
works 'its receipt comes back' 'receipts' --db b.db sync --hub "$one"
before=$(tables)
is 'a table has all citizens' "$(grep -vc '^cpr' "$demo/borgere.csv")" "$(postgres_sql 'SELECT count(*) FROM hub_read.citizen')"
server stop
rm -rf "$POSTGRES_FOLDER/data"
mv "$POSTGRES_FOLDER/yesterday" "$POSTGRES_FOLDER/data"
server start
is 'the server has nothing of it' 0 "$(postgres_sql 'SELECT count(*) FROM hub.op')"
"$samtale" --lang en --db w.db hub worker --once --hub "$two" > out 2> err
is 'the worker says that the hub was set back' 1 "$(grep -c 'has been set back' out)"
works 'the terminal sends it again' '' --db b.db sync --hub "$one"
works 'the worker copies it again' '' --db w.db hub worker --once --hub "$two"
is 'the tables are as before' "$before" "$(tables)"
is 'the feed is whole' t "$(postgres_sql 'SELECT bool_and(f.last = (SELECT count(*) FROM hub.op o WHERE o.unit = f.unit)) FROM hub.unit_feed f')"
works 'the administrator goes on' '' --db a.db sync --hub "$hub"
for database in a b w; do
	works "$database is whole" 'whole' --db $database.db verify
done

# The administrator's machine is lost: another terminal takes over, with the login of the administrator.
"$samtale" --lang en --db a.db hub paper 2> err | sed -n 's/^    \([1-4][0-9A-Z-]*\)$/\1/p' > paper
name='a terminal takes over with its own login'
"$samtale" --lang en --db w.db hub take-over --hub "$two" < paper > out 2> err
judge $? 1 "administrator's login"
name="a terminal takes over with the administrator's login"
"$samtale" --lang en --db w.db hub take-over --hub "$hub" < paper > out 2> err || complain 'is refused'
refused 'the former one is told' 1 'has taken over' --db a.db hub rotate --hub "$hub"
works 'and is a terminal like the others' '' --db a.db sync --hub "$hub"
works 'a terminal is shut out' 'shut out' --db w.db hub revoke Maren --hub "$hub"
refused 'it does not come in again' 1 'shut out' --db b.db hub status --hub "$one"
works 'the others do' '' --db w.db hub worker --once --hub "$two"
finish

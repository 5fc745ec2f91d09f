#!/bin/sh
# postgres.sh - the hub in PostgreSQL, on a server that is started for it and gone afterwards. 77 without one here.
set -u
. "${srcdir:-$(dirname "$0")/../..}/tests/lib/postgres.sh"
trap postgres_stop EXIT
[ -x ./test_hub_postgres ] || { echo 'built without libpq'; exit 77; }
postgres_start || exit
for role in t1 t2 t3 t4 t5 t9 t77; do
	postgres_certificate "$role" || exit 99
done
# A certificate with the right name, signed by another authority.
mkdir "$POSTGRES_FOLDER/cert/elsewhere" && mv "$POSTGRES_FOLDER"/cert/t2.* "$POSTGRES_FOLDER/cert/elsewhere" || exit 99
postgres_certificate t2 other || exit 99
for part in crt key; do
	mv "$POSTGRES_FOLDER/cert/t2.$part" "$POSTGRES_FOLDER/cert/stranger.$part"
done
rm -f "$POSTGRES_FOLDER"/cert/t2.*
mv "$POSTGRES_FOLDER"/cert/elsewhere/* "$POSTGRES_FOLDER/cert/"
for program in test_hub_postgres test_hub_rights test_hub_worker; do
	./$program || { tail -n 40 "$POSTGRES_FOLDER/log"; exit 1; }
done

#!/bin/sh
# bench_hub.sh - bench_hub on a server of its own that flushes to disk; says so when there is none here.
set -u
. "${srcdir:-$(dirname "$0")/../..}/tests/lib/postgres.sh"
[ -x ./bench_hub ] || { echo 'hub: built without libpq'; exit 0; }
trap postgres_stop EXIT
POSTGRES_SETTINGS='fsync=on'
postgres_start || exit 0
./bench_hub "$POSTGRES_ADMIN"

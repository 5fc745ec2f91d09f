#!/bin/sh
# bench.sh - prints figures and never fails on them: machines are noisy, ratios are taken within one run.
#
# BENCH_CASELOAD: a folder of caseload files (samtale import); BENCH_USER: initials of one of its caseworkers.
set -eu
caseload=${BENCH_CASELOAD:-${srcdir:-.}/share/demo}
work=$(mktemp -d "${TMPDIR:-/tmp}/samtale-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_CONFIG_HOME=$work XDG_DATA_HOME=$work LC_ALL=C.UTF-8

start=$(date +%s%N)
./samtale import "$caseload" --db "$work/bench.db" >"$work/import.log" 2>&1 || tail -n 3 "$work/import.log"
printf 'import of %s      %6d ms\n' "$(basename "$caseload")" $((($(date +%s%N) - start) / 1000000))
user=${BENCH_USER:-$(sed -n '2s/;.*//p' "$caseload/sagsbehandlere.csv")}
./bench_start 21 "$work/bench.db" "$user" ./samtale ./empty_curses
./bench_keys "$work/bench.db" "$user"
./bench_capture "$work/capture.db"
./bench_reports "$work/reports.db"
./bench_guide
./bench_forms "$work"
./bench_match "$work/bench.db"
./samtale import "$caseload" --db "$work/sync.db" >/dev/null 2>&1 || :
mkdir "$work/hub"
./bench_sync "$work/sync.db" "$work/hub" ./samtale
# Two days of a caseworker's, a fortnight apart; the second weighs what most do: its guides have been sent before.
./samtale demo --db "$work/day.db" --no-console --now 2026-11-23T08:00 >/dev/null
for day in '1 2026-11-23T08:30' '2 2026-12-07T08:15'; do
	awk -v seed="${day%% *}" -f "${srcdir:-.}/tests/bench/day.awk" |
		./samtale replay --db "$work/day.db" --now "${day#* }" --user meho - >/dev/null
done
./bench_bundle "$work/day.db" 2026-12-07
"${srcdir:-.}/tests/bench/bench_hub.sh"

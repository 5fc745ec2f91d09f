#!/bin/sh
# run.sh [--update] - plays every tests/screens/NAME.keys against a fresh copy of the invented caseload and compares the last screen with
# NAME.txt: the text plane, and below a line of = the style plane. --update writes what came out instead.
#
# The first lines of a .keys file may set options: "#: --size 132x43 --lang en"; "#two_wrote" lets tests/lib/two_wrote.c write first.
set -eu
samtale=${SAMTALE:-./samtale}
source=${srcdir:-.}
here=$source/tests/screens
work=$(mktemp -d "${TMPDIR:-/tmp}/samtale-screens.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work" XDG_DATA_HOME="$work" LC_ALL=C.UTF-8
passed=0
failed=0

"$samtale" demo --db "$work/fresh.db" --no-console --no-past --now 2026-11-23T08:00 >"$work/import.log" 2>&1 ||
	{ cat "$work/import.log"; echo '0 passed, 1 failed'; exit 1; }

for keys in "$here"/*.keys; do
	name=$(basename "$keys" .keys)
	options=$(sed -n 's/^#: //p' "$keys" | tr '\n' ' ')
	case $options in *--size*) ;; *) options="$options --size 80x24" ;; esac
	case $options in *--user*) ;; *) options="$options --user meho" ;; esac
	cp "$work/fresh.db" "$work/$name.db"
	if grep -q '^#two_wrote' "$keys"; then
		"${TWO_WROTE:-./two_wrote}" "$work/$name.db"
	fi
	if ! "$samtale" replay --db "$work/$name.db" --now 2026-11-23T08:30 --styles \
		$options "$keys" >"$work/$name.txt" 2>"$work/$name.err"; then
		printf 'not so: %s\n' "$name"
		cat "$work/$name.err"
		failed=$((failed + 1))
		continue
	fi
	if [ "${1-}" = --update ]; then
		cp "$work/$name.txt" "$here/$name.txt"
	fi
	if cmp -s "$work/$name.txt" "$here/$name.txt"; then
		passed=$((passed + 1))
	else
		printf 'not so: %s\n' "$name"
		diff -u "$here/$name.txt" "$work/$name.txt" || true
		failed=$((failed + 1))
	fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]

#!/bin/sh
# readme.sh [--update] - the pictures in README.md are the program's own: each "<!-- screen: NAME -->" is followed by the text of
# tests/screens/NAME.txt. --update puts them in.
set -eu
source=${srcdir:-.}
work=$(mktemp "${TMPDIR:-/tmp}/samtale-readme.XXXXXX")
trap 'rm -f "$work"' EXIT

awk -v source="$source" '
	function picture(name,   file, line, blank) {
		file = source "/tests/screens/" name ".txt"
		print "```text"
		while ((getline line < file) > 0 && line !~ /^=+$/) {
			if (line == "") { blank++; continue }
			if (blank > 2) blank = 1
			for (; blank > 0; blank--) print ""
			print line
		}
		close(file)
		print "```"
	}
	skipping && /^```$/ { skipping = 0; next }
	skipping { next }
	pictured && /^```text$/ { skipping = 1; pictured = 0; next }
	{ pictured = 0; print }
	/^<!-- screen: / { picture($3); pictured = 1 }
' "$source/README.md" >"$work"

if [ "${1-}" = --update ]; then
	cat "$work" >"$source/README.md"
fi
if cmp -s "$work" "$source/README.md"; then
	echo '1 passed, 0 failed'
else
	diff -u "$source/README.md" "$work" || true
	echo 'The pictures in README.md are not what the program shows: run make update-screens.'
	echo '0 passed, 1 failed'
	exit 1
fi

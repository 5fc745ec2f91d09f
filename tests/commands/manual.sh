#!/bin/sh
# The manual pages: without a fault in their markup, and with every command in them.
. "$(dirname "$0")/harness.sh"

page=$(dirname "$SAMTALE")/share/man/samtale.1
keys=${srcdir:?}/share/man/samtale-keys.5

# clean NAME COMMAND...: it says nothing
clean() {
	name=$1
	shift
	is "$name" '' "$("$@" 2>&1)"
}

cd "$OLDPWD" || exit 99
for file in "$page" "$keys"; do
	if command -v mandoc > /dev/null; then
		clean "mandoc finds no fault in ${file##*/}" mandoc -T lint -W warning "$file"
	fi
	if command -v groff > /dev/null; then
		clean "groff finds no fault in ${file##*/}" groff -man -ww -z "$file"
	fi
done
# commands WORD...: the commands that the help lists
commands() {
	"$samtale" --lang en "$@" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z ]*[a-z]\)  .*/\1/p'
}
commands > "$folder/commands"
commands guide >> "$folder/commands"
while read -r command; do
	is "samtale $command is in the manual" yes "$(grep -q "^.SS \"samtale $command[ \"]" "$page" && echo yes)"
done < "$folder/commands"
is "no placeholder is left" '' "$(grep -o '@[A-Z]*@' "$page")"
finish

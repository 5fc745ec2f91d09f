#!/bin/sh
# Forms of others, through the program itself: imported, listed, run, imported again.
. "$(dirname "$0")/harness.sh"
forms=$TEST_FORMS

refused "an import wants a form" 2 'missing' guide import
refused "a form that is not there" 1 'cannot be opened' guide import nothing.xml --out guides
refused "a file that is no form" 1 'ends in .xml' guide import "$0" --out guides
printf '<html><body/></html>' > page.xml
refused "a page is no form" 1 'page.xml:1: <html> is no XForm' guide import page.xml --out guides

cp "$forms/visit.xml" visit.xml
works "a rehearsal tells what would be" 'Nothing was written' guide import visit.xml --out guides --dry-run
is "a rehearsal writes nothing" "no" "$([ -e guides ] && echo yes || echo no)"
works "a form becomes a guide" 'New guide: besoeg-1, "Visit", version 3, with 7 questions in 3 steps' \
	guide import visit.xml --out guides
works "the same form again changes nothing" 'there already' guide import visit.xml --out guides
sed 's/How many/&/; s/Tak for bes/Mange tak for bes/' visit.xml > changed.xml
works "a changed form is the next version" '"version": 4' guide import changed.xml --out guides --json
works "and says so" '"state": "unchanged"' guide import changed.xml --out guides --json
works "a guide can get another name" '"guide": "besoeg"' guide import visit.xml --id besoeg --out guides --json
refused "a guide of Samtale's own stays" 1 'guide of its own called jobsamtale' \
	guide import visit.xml --id jobsamtale --out guides

printf 'guide_dir = "%s/guides"\n' "$folder" > samtale.conf
works "it is among the guides" '^besoeg-1  *v4' --config samtale.conf guide list
printf '{"who": "Mona", "age_2": 40, "kind": "chef", "years": 2}' > answers.json
works "it runs" '"days": "730"' --config samtale.conf guide run besoeg-1 --answers answers.json --json
printf '{"who": "Mona", "age_2": 40, "kind": "chef", "years": 61}' > answers.json
if "$samtale" --lang en --config samtale.conf guide run besoeg-1 --answers answers.json --json > out 2> err; then
	name="an answer outside its constraint" && complain "is taken"
else
	is "its constraint speaks" 1 "$(grep -c '"error": "Between 0 and 60 years."' out)"
fi

chmod a-w guides/en
if [ "$(id -u)" != 0 ]; then
	refused "a folder that cannot be written" 3 'cannot be written' guide import visit.xml --id other --out guides
fi
finish

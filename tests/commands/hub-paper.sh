#!/bin/sh
# The administrator's key on paper, as people print, type and mistype it.
. "$(dirname "$0")/harness.sh"
mkdir hub
at='--hub hub --now 2026-11-23T09:00'

# lines FILE: the code that is printed in it
lines() {
	sed -n 's/^    \([1-4][0-9A-Z-]*\)$/\1/p' "$1"
}
# takes_over DATABASE: with the code from standard input
takes_over() {
	"$samtale" --lang en --db "$1" hub take-over $at > out 2> err
}

works 'init says that the key is to be printed' 'samtale hub paper' --db old.db hub init $at --name Kontoret --unit Nord
"$samtale" --lang en --db old.db hub status $at > out 2> err
is 'so does the status until it is' 1 "$(grep -c '! .*samtale hub paper' out)"
code=$("$samtale" --lang en --db old.db hub enrol $at --name Mette --unit Nord | head -1)
works 'Mette comes' 'terminal 1' --db new.db sync enrol "$code" $at
refused 'a terminal prints no key' 1 'administrator' --db new.db hub paper
refused 'there are no words' 2 'too many words' --db old.db hub paper twice
works 'it is printed' 'in a safe' --db old.db hub paper --now 2026-11-23T09:00
lines out > paper
is 'in four lines of four groups' '4 76' "$(wc -l < paper) $(tr -d '\n' < paper | wc -c)"
is 'with the day' 1 "$(grep -c '23 Nov 2026' out)"
is 'and the installation, as the folder is called' "$(ls hub)" "$(sed -n 's/^Installation *//p' out | tr -d ' ')"
"$samtale" --lang en --db old.db hub status $at > out 2> err
is 'then the status is content' 0 "$(grep -c '^!' out)"
works 'in Danish too' 'pengeskab' --lang da --db old.db hub paper
works 'for a program' '"lines"' --json --db old.db hub paper

# ---- what does not do ----------------------------------------------------------------------------
refused 'never in the command' 2 'does not stand in the command' --db new.db hub take-over "$(tr '\n' ' ' < paper)" $at
sed 's/^2\(.\)/2U/' paper > wrong
name='a sign that no code has' && takes_over new.db < wrong
judge $? 1 'without U'
sed -e '3s/7$/8/' -e t -e '3s/.$/7/' paper > wrong
name='a mistyped line is named' && takes_over new.db < wrong
judge $? 1 'Line 3'
sed 3d paper > wrong
name='a line is missing' && takes_over new.db < wrong
judge $? 1 '64 characters'
name='nothing is typed' && takes_over new.db < /dev/null
judge $? 1 '64 characters'
mkdir others
"$samtale" --lang en --db others.db hub init --hub others --name Andre > out 2> err
"$samtale" --lang en --db others.db hub paper > out 2> err
lines out > wrong
name="another installation's paper" && takes_over new.db < wrong
judge $? 1 "another installation's"
"$samtale" demo --db nobody.db --no-console --no-past > out 2> err
name='a database that is not enrolled' && takes_over nobody.db < paper
judge $? 1 'sync enrol'
is 'nothing has happened' 1 "$("$samtale" --json --db new.db hub status $at | sed -n 's/.*"epoch": \(.*\),/\1/p')"

# ---- the machine is lost -------------------------------------------------------------------------
cp old.db lost.db
name='Mette takes over'
tr 'A-Z1-' 'a-zl ' < paper | "$samtale" --lang en --db new.db hub take-over $at > out 2> err || complain 'is refused'
is 'the way on is told' 1 "$(grep -c 'samtale hub revoke' out)"
code=$("$samtale" --lang en --db new.db hub enrol $at --name Kim --unit Nord 2> err | head -1)
works 'she invites' 'terminal 2' --db kim.db sync enrol "$code" $at
works 'and changes keys' 'new keys' --db new.db hub rotate --unit Syd $at
refused 'the old machine comes back, and is no administrator' 1 'has taken over' --db lost.db hub rotate $at
refused 'not the second time either' 1 'take-over' --db lost.db hub rotate $at
works 'but it syncs' '' --db lost.db sync $at
works 'and is shut out' 'shut out' --db new.db hub revoke Kontoret $at
works 'the paper can be printed there' 'in a safe' --db new.db hub paper
lines out > again
is 'and is the same' "$(cat paper)" "$(cat again)"
for database in new kim; do
	works "$database is whole" 'whole' --db $database.db verify
done
finish

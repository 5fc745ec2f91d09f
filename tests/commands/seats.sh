#!/bin/sh
# Two teams without a network between them take the same person in; when they meet, both are told, on Today, on the citizen, by
# handover list and by verify; a hand-over makes one citizen of the two halves. Whoever is known to sit elsewhere is not taken in
# once more: the team is named, and can be asked.
source=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/harness.sh"
. "$source/tests/commands/terminals.sh"

nanna='/ "Nyborg" <Enter>'

# exchange MOMENT TERMINAL...: one after another. Status 1 is fine where nothing but a choice waits for a person.
exchange() {
	exchange_at=$1
	shift
	for terminal; do
		name="$terminal syncs at $exchange_at"
		"$samtale" --lang en --db "$terminal.db" sync --hub share --now "$exchange_at" --json > out 2> err
		if [ $? -le 1 ] && grep -q '"troubles": \[\]' out; then
			passed=$((passed + 1))
		else
			complain "exit status"
			cat out err
		fi
	done
}

# invited TERMINAL UNIT
invited() {
	"$samtale" --lang en --db kontor.db hub enrol --hub share --name "$1" --unit "$2" --now 2025-01-15T08:00 --json > invitation 2> err
	code=$(sed -n 's/.*"code": "\(.*\)".*/\1/p' invitation)
	works "$1 comes" '' --db "$1.db" sync enrol "$code" --hub share --now 2025-01-15T08:00
}

# registers TERMINAL MOMENT USER PHONE OPTION...: the person, by a file of one line
registers() {
	mkdir -p "files-$1"
	printf 'cpr;fornavne;efternavn;telefon;maalgruppe;ydelse;koordinator\n%s;Nanna;Nyborg;%s;2;kontanthjælp;%s\n' \
		6203801101 "$4" "$3" > "files-$1/borgere.csv"
	printf 'cpr;ydelse;fra;til\n6203801101;kontanthjælp;2025-01-02;\n' > "files-$1/ydelser.csv"
	at=$1
	shift 4
	"$samtale" --lang en --db "$at.db" import "files-$at" "$@" > out 2> err
}

# count TERMINAL WHAT: a figure of verify
count() {
	"$samtale" --db "$1.db" verify --json 2> err | sed -n "s/^  \"$2\": \([0-9]*\).*/\1/p"
}

"$samtale" --lang en --db kontor.db demo --no-console --no-past --now 2025-01-15T08:00 > out 2> err || exit 99
mkdir share
works 'an installation of two teams' '' --db kontor.db hub init --hub share --name kontor --unit JOB --unit ASM --now 2025-01-15T08:00
invited job JOB
invited asm ASM
exchange 2025-01-15T08:05 kontor job asm

# ---- two take the same person in, and neither has heard of the other -------------------------------------------

registers job 2025-01-15T09:00 meho 20304050
is 'nobody is in the way yet' 0 $?
registers asm 2025-01-15T09:05 anlu 20304099
is 'nor there' 0 $?
press job 2025-01-15T09:10 meho "$nanna j \"Nanna vil gerne arbejde med heste.\" <F10>"
press asm 2025-01-15T09:15 anlu "$nanna j \"Nanna søger fleksjob.\" <F10>"
lacks job 2025-01-15T09:20 meho 'også hos' ''
exchange 2025-01-15T10:00 job asm job
sees job 2025-01-15T10:05 meho '~.*Nanna Nyborg er også hos ASM' ''
sees asm 2025-01-15T10:05 anlu '~.*Nanna Nyborg er også hos JOB' ''
sees job 2025-01-15T10:06 meho 'er også hos ASM siden ons 15 jan 2025. En borger har én plan' "$nanna"
sees asm 2025-01-15T10:06 anlu 'tilbyd dem borgeren (G), eller bed dem om at overdrage (B)' "$nanna"
is 'nothing is merged because of it' 0 "$("$samtale" --db job.db sync --hub share --dry-run --json --now 2025-01-15T10:07 | sed -n 's/.*"conflicts": \([0-9]*\).*/\1/p')"
lacks job 2025-01-15T10:08 meho 'fleksjob' "$nanna h"
works 'the list says it' 'Nanna Nyborg  is also with ASM since Wed 15 Jan 2025' --db job.db handover list
works 'verify says it, and that the database is whole' 'is also with JOB.*' --db asm.db verify
is 'verify counts it' 1 "$(count asm two_seats)"

# ---- one asks, the other offers, one accepts: one citizen ------------------------------------------------------------

sees asm 2025-01-15T10:10 anlu 'De er spurgt' "$nanna B"
exchange 2025-01-15T11:00 asm job
sees job 2025-01-15T11:05 meho 'Anders Lund Friis, ASM beder om borgeren' ''
works 'the offer' '' --db job.db --user meho handover offer 6203801101 --to anlu --reason team --note 'Heste.' --now 2025-01-15T11:10
lacks job 2025-01-15T11:11 meho 'beder om borgeren' ''
exchange 2025-01-15T12:00 job asm
works 'the answer' '' --db asm.db --user anlu handover accept 6203801101 --now 2025-01-15T12:05
for round in 13 14 15; do
	exchange 2025-01-15T$round:00 asm job kontor
done
for terminal in job asm kontor; do
	is "$terminal: one seat" 0 "$(count $terminal two_seats)"
	works "$terminal is whole" '' --db $terminal.db verify
done
lacks asm 2025-01-15T16:00 anlu 'er også hos' ''
sees asm 2025-01-15T16:01 anlu 'arbejde med heste' "$nanna h"
sees asm 2025-01-15T16:01 anlu 'søger fleksjob' "$nanna h"
sees asm 2025-01-15T16:02 anlu '20304050.*20304099\|20304099.*20304050' "$nanna <Home> <Enter>"
lacks job 2025-01-15T16:03 meho 'Nanna Nyborg' "$nanna"

# ---- who is known to sit elsewhere -------------------------------------------------------------------------------------

registers job 2025-01-15T16:10 meho 20304050
is 'left out, and that is told' 1 $?
name='the line and the team are named'
if grep -q 'borgere.csv line 2: The citizen is with ASM since Wed 15 Jan 2025. One citizen has one plan: ask' out &&
	grep -q '2 lines were left out: the citizens are with other teams' out; then
	passed=$((passed + 1))
else
	complain 'not so:'
	cat out
fi
sees job 2025-01-15T16:12 meho 'Nanna Nyborg\|hos Anders Lund Friis, ASM' '/ "6203801101"'
sees asm 2025-01-15T16:13 anlu 'Borgeren er hos JOB siden ons 15 jan 2025' '/ "1406851211"'
sees asm 2025-01-15T16:14 anlu 'De er spurgt' '/ "1406851211" <Enter>'
lacks asm 2025-01-15T16:15 anlu 'er hos JOB' '/ "140685121"'
works 'asking by command' 'JOB since' --db asm.db --user saha handover ask 1406851211 --now 2025-01-15T16:20
refused 'once is enough' 1 'asked for the citizen already' --db asm.db --user saha handover ask 1406851211 --now 2025-01-15T16:21
refused 'nobody has that one' 1 'nobody to ask' --db asm.db --user saha handover ask 6203801102 --now 2025-01-15T16:22
registers job 2025-01-15T16:30 meho 20304050 --elsewhere
is 'taken in all the same' 0 $?
for round in 1 2 3; do
	exchange 2025-01-15T17:0$round job asm
done
is 'both are told again' 11 \
	"$(count asm two_seats)$(count job two_seats)"
works 'and nothing stays behind' '"waiting": 0' --db job.db sync --hub share --now 2025-01-15T17:10 --json
printf 'cpr;fornavne;efternavn;koordinator\n1406851211;Karim;Nielsen;anlu\n' > files-asm/borgere.csv
rm files-asm/ydelser.csv
works 'a team that never had the citizen is one of two' '' --db asm.db import files-asm --elsewhere
exchange 2025-01-15T18:00 asm job asm
is 'both are told' 22 "$(count asm two_seats)$(count job two_seats)"
sees job 2025-01-15T18:05 meho 'Karim Nielsen er også hos ASM' ''

finish

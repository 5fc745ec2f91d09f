#!/bin/sh
# Days of an office, played as key presses: the administrator's database, two terminals of team JOB and one of team ASM, and a
# hub between them. A field that two change, a hand-over to the other team, a case that two go on with at the same time, and
# notes that come late. Once through a folder, and once through PostgreSQL where a server can be started.
source=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/harness.sh"
. "$source/tests/lib/postgres.sh"
. "$source/tests/commands/terminals.sh"
trap 'postgres_stop; chmod -R u+w "$folder"; rm -rf "$folder"' EXIT

terminals='kontor job laptop asm'
karim='/ "karim" <Enter>' anna='/ "Østergaard" <Enter>'
case="$anna <Home> <Enter> <Home>"

# exchange MOMENT TERMINAL...: one after another. Status 1 is fine where nothing but a choice waits for a person.
exchange() {
	exchange_at=$1
	shift
	for terminal; do
		name="$hub: $terminal syncs at $exchange_at"
		"$samtale" --lang en --db "$terminal.db" sync --hub "$(place "$terminal")" --now "$exchange_at" --json > out 2> err
		exchange_status=$?
		if [ $exchange_status -le 1 ] && grep -q '"troubles": \[\]' out && grep -q '"waiting": 0' out; then
			passed=$((passed + 1))
		else
			complain "exit status $exchange_status"
			cat out
		fi
	done
}

# settled MOMENT: until nothing more is under way
settled() {
	exchange "$1" $terminals
	exchange "$1" $terminals
}

# digest TERMINAL: what it holds, told by one number; verify must be green
digest() {
	"$samtale" --db "$1.db" verify --json > out 2> err || echo "$1 is not whole"
	sed -n 's/^  "digest": "\(.*\)".*/\1/p' out
}

agree() {
	is "$hub: $1 and $2 hold the same, $3" "$(digest "$1")" "$(digest "$2")"
}

# invited TERMINAL UNIT...: by a code of the administrator's
invited() {
	invited=$1 at=2025-01-15T08:00
	shift
	name="$hub: $invited is invited and comes"
	"$samtale" --lang en --db kontor.db hub enrol --hub "$(place kontor)" --name "$invited" --unit "$1" --now $at --json \
		> invitation 2> err
	code=$(sed -n 's/.*"code": "\(.*\)".*/\1/p' invitation)
	sed -n 's/.*"terminal": \([0-9]*\).*/\1/p' invitation > "$invited.number"
	if "$samtale" --lang en --db "$invited.db" sync enrol "$code" --hub "$(place "$invited")" --now $at > out 2>> err; then
		passed=$((passed + 1))
	else
		complain "could not be enrolled"
	fi
}

# ---- the days -------------------------------------------------------------------------------------------------

begin() {
	rm -f kontor.db* job.db* laptop.db* asm.db*
	cp fresh.db kontor.db
	"$samtale" --lang en --db kontor.db hub init --hub "$(place kontor)" --name kontor --unit JOB --unit ASM \
		--now 2025-01-15T08:00 > out 2> err || { name="$hub: hub init"; complain "exit status $?"; }
	invited job JOB
	invited laptop JOB
	invited asm ASM
	settled 2025-01-15T08:05
	sees job 2025-01-15T08:10 meho 'Karim Nielsen' "$karim"
	sees laptop 2025-01-15T08:10 saha 'Karim Nielsen' "$karim"
	lacks asm 2025-01-15T08:10 anlu 'Karim Nielsen' "/ \"karim\""
	sees asm 2025-01-15T08:10 anlu 'Aage Aabye' ''
	agree job laptop 'after the first load'
}

# A whole conversation on one terminal is read on the other.
conversation() {
	press job 2025-01-15T09:00 meho "$(grep -v '^#' "$source/share/demo/karim.keys")"
	sees job 2025-01-15T09:40 meho 'Samtale' "$karim h"
	exchange 2025-01-15T12:00 job laptop
	sees laptop 2025-01-15T12:05 saha 'Samtale .*obsamtale' "$karim h"
}

# Two write another telephone number for the same person; one chooses, and the choice travels.
field() {
	person="$karim k <End>"
	press job 2025-01-15T12:10 meho "$karim k n 1 \"Mona Mentor\" <Enter> \"Vollsmose\" <Enter> \"66 12 00 01\" <F10>"
	exchange 2025-01-15T12:15 job laptop
	sees laptop 2025-01-15T12:20 saha 'Mona Mentor.*66 12 00 01' "$karim k"
	press job 2025-01-15T13:00 meho "$person <Enter> <Tab> <Tab> <Tab> <C-u> \"66 12 00 22\" <F10>"
	press laptop 2025-01-15T13:05 saha "$person <Enter> <Tab> <Tab> <Tab> <C-u> \"66 12 00 33\" <F10>"
	exchange 2025-01-15T14:00 job laptop job
	for terminal in job laptop; do
		sees $terminal 2025-01-15T14:05 meho '66 12 00 22.*66 12 00 33\|66 12 00 33.*66 12 00 22' "V a <Enter>"
	done
	press job 2025-01-15T14:10 meho "V <Enter> 1 <Enter> \"Mona har ringet selv.\" <F10>"
	lacks job 2025-01-15T14:11 meho '66 12 00' "V a"
	exchange 2025-01-15T15:00 job laptop
	lacks laptop 2025-01-15T15:05 saha '66 12 00' "V a"
	agree job laptop 'after the choice'
}

# A citizen is offered to the other team, and yes is said there; what was written meanwhile comes after.
handover() {
	press job 2025-01-15T15:10 meho "$karim G 1 3 \"Ring om formiddagen.\" <F10> <F10>"
	sees job 2025-01-15T15:11 meho 'tilbudt Anders Lund Friis, der ikke har svaret' ''
	exchange 2025-01-15T16:00 job asm
	sees asm 2025-01-15T16:05 anlu 'Karim Nielsen tilbudt af Mette Holm: sig ja eller nej' ''
	sees asm 2025-01-15T16:05 anlu 'Ring om formiddagen' ''
	sees asm 2025-01-15T16:06 anlu 'Mona Mentor' '<Enter>'
	sees asm 2025-01-15T16:07 anlu 'Sanktionssag\|Jobsamtale\|obsamtale' "$karim h"
	sees asm 2025-01-15T16:10 anlu 'Overdragelsen er modtaget' '<Enter> a'
	exchange 2025-01-15T16:15 asm laptop
	sees laptop 2025-01-15T16:20 saha 'hos Anders Lund Friis, ASM' "$karim"
	# Mette has heard nothing yet, and goes off the net for thirty days with three notes that nobody has.
	for number in 1 2 3; do
		press job 2025-01-15T16:3$number meho "$karim j \"Sent notat nummer $number.\" <F10>"
	done
	exchange 2025-02-14T08:00 job
	exchange 2025-02-14T08:10 asm kontor
	for number in 1 2 3; do
		sees asm 2025-02-14T08:20 anlu "Sent notat nummer $number" "$karim h"
	done
	settled 2025-02-14T09:00
	settled 2025-02-14T10:00
	lacks job 2025-02-14T10:30 meho 'Karim Nielsen' ''
	sees job 2025-02-14T10:30 meho 'en borger, du overdrog, er nu hos Anders Lund Friis, ASM' ''
	sees asm 2025-02-14T10:30 anlu "Sent notat nummer 3" "$karim h"
	# He telephones his old caseworker, who has nothing about him any more but where he is.
	sees job 2025-02-14T10:40 meho 'har været hos Anders Lund Friis, ASM, siden' '/ "1406851211"'
	sees job 2025-02-14T10:41 meho 'Notatet er gemt' '/ "1406851211" <Enter> "Ringede: har fået nyt nummer." <F10>'
	settled 2025-02-14T11:00
	sees asm 2025-02-14T11:05 anlu 'har fået nyt nummer' "$karim h"
}

# What is declined is removed again where it was offered, and the one who offered is told why.
declined() {
	bo='/ "Ågård" <Enter>'
	press job 2025-01-15T16:45 meho "$bo G 1 2 \"Praktik hos jer.\" <F10> <F10>"
	exchange 2025-01-15T17:00 job asm
	sees asm 2025-01-15T17:05 anlu 'Bo Ågård tilbudt af Mette Holm' ''
	sees asm 2025-01-15T17:06 anlu 'hos Mette Holm, JOB' "$bo"
	press asm 2025-01-15T17:10 anlu "$bo k d \"Praktikken er hos jer.\" <F10>"
	exchange 2025-01-15T18:00 asm kontor laptop job asm
	sees job 2025-01-15T18:05 meho 'Anders Lund Friis har sagt nej: borgeren er din' ''
	sees job 2025-01-15T18:05 meho 'Praktikken er hos jer' "$bo k <End>"
	lacks asm 2025-01-15T18:05 anlu 'Bo Ågård' "$bo"
}

# Two go on with the same case; nobody's decision counts until a person says which.
double_decision() {
	press job 2025-01-15T11:00 meho "$anna v <C-u> \"4/11-24\" <Enter> 1 \"Vejledning 2024-1\" <F10> <F10>"
	press job 2025-01-15T11:02 meho "$anna x \"Ringede 10:20, intet svar.\" <Enter> 2 <F10> <F10>"
	press job 2025-01-15T11:05 meho "$case <Down> <Enter> <F10> <F10>"
	press job 2025-01-16T11:00 meho "$case <Enter> 4 \"Ringede to gange.\" <F10> <F10>"
	press job 2025-01-17T11:00 meho "$case <Down> <Enter> 1 \"+8\" <Enter> \"Du kom ikke den 15. januar kl. 10.\" <F10> <F10>"
	exchange 2025-01-17T16:00 job laptop
	assess='<Down> <Enter> "Intet svar." <Enter> "Helbredet er ingen hindring." <Enter> "Borgeren kan møde." <F10> <F10>'
	decide='<Down> <Enter> "12000" <Enter> "20/1" <Down> <Down> <Down>'
	sees job 2025-01-28T09:01 meho 'Afgjort' "$case <Down> <Enter> <F10> <F10> $assess $decide \"Du var vejledt og hørt.\" <F10> <F10>"
	sees laptop 2025-01-28T09:30 saha 'Afgjort' "$case <Down> <Enter> <F10> <F10> $assess $decide \"Du var vejledt.\" <F10> <F10>"
	exchange 2025-01-28T16:00 job laptop job
	for terminal in job laptop; do
		sees $terminal 2025-01-28T16:05 meho 'Vælg, hvad der gælder' "$case"
		lacks $terminal 2025-01-28T16:06 meho 'Noter, at afgørelsen er sendt' "$case"
		works "$hub: $terminal pays nothing of it" '' --db $terminal.db sanction payments --now 2025-01-28T16:07 --json
		is "$hub: $terminal: no payment" 0 "$(grep -c 12000 out)"
	done
	press laptop 2025-01-28T16:20 saha "V a <Enter> 1 <Enter> \"Mettes afgørelse er sendt til godkendelse.\" <F10> <F10>"
	exchange 2025-01-28T17:00 laptop job
	for terminal in job laptop; do
		sees $terminal 2025-01-28T17:05 meho 'Noter, at afgørelsen er sendt' "$case"
	done
	agree job laptop 'after the case has one decision again'
}

day() {
	begin
	conversation
	field
	double_decision
	declined
	handover
	for terminal in $terminals; do
		works "$hub: $terminal is whole" '' --db $terminal.db verify
	done
	settled 2025-02-14T12:00
	agree job laptop 'at the end'
}

mkdir -p config/samtale
printf 'municipality = "Odense Kommune"\ncontact = "Telefon 66 12 00 00"\n' > config/samtale/samtale.conf
"$samtale" --lang en --db fresh.db demo --no-console --no-past --now 2025-01-15T08:00 > out 2> err || exit 99

hub=folder round="folder: "
mkdir share
place() {
	echo share
}
day

# ---- through PostgreSQL -------------------------------------------------------------------------------------------

# address TERMINAL: as the role it has there; the administrator's makes the roles
hub=postgres round="postgres: "
place() {
	if [ "$1" = kontor ]; then
		echo "$POSTGRES_ADMIN"
	else
		postgres_address "t$(cat "$1.number")"
	fi
}
"$samtale" --lang en --db kontor.db hub status --hub postgresql://nobody@localhost:1/none > server 2>&1
if ! grep -q 'without' server && postgres_start > server 2>&1; then
	day
else
	echo "the folder alone: $(cat server)"
fi

finish

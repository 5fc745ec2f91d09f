#!/bin/sh
# Two consoles on one machine that meet at a folder: line 1, F5, what two have written apart, choosing with two keys and a reason, and a
# case with which both went on, where letters and payments wait until somebody has chosen.
. "$(dirname "$0")/two-desks.sh"

karim=1406851211 anna=2309741248

# phone DATABASE NUMBER: Karim's phone, as another system exported it
phone() {
	mkdir -p "import.$1"
	printf 'cpr;fornavne;efternavn;telefon;koordinator\n%s;Karim;Nielsen;%s;meho\n' $karim "$2" > "import.$1/borgere.csv"
	"$samtale" --lang en --db "$1.db" --user meho import "import.$1" > out 2> err || { name="$1 imports" && complain "exit status $?"; }
}

# ---- a machine that exchanges nothing, and one that begins -------------------------------------------
sees skole 2026-11-23T08:10 'unsent'
sees skole 2026-11-23T08:10 'This machine exchanges nothing yet' 'y <F5>'
desks_meet
sees skole 2026-11-23T08:10 '[0-9] waiting'
sees skole 2026-11-23T08:20 'Came: 0 changes. Went: [1-9][0-9]* changes.' 'y <F5>'
sees skole 2026-11-23T08:20 'without receipt'
sync bil skole
sees skole 2026-11-23T08:20 'synced '
sees bil 2026-11-23T08:20 'Everything of yours is synced' 'y'
sees bil 2026-11-23T08:20 'Nielsen, Karim' 'c'

# ---- a phone that both write --------------------------------------------------------------------------
phone skole 11111111
phone bil 22222222
sees bil 2026-11-23T08:30 '1 waiting'
sync skole
sees bil 2026-11-23T08:30 'New to choose between: 1' 'y <F5>'
sync skole
is 'both are told' '1 1' "$(choices skole) $(choices bil)"
sees skole 2026-11-23T08:40 '~ *[a-z]* *Karim Nielsen Phone: two have written differently' ''
sees skole 2026-11-23T08:40 '1 22222222 (shown now) Mette Holm.*on another terminal 2 11111111 Mette Holm.*here' 'V <Enter>'
sees skole 2026-11-23T08:40 'must be filled in' 'V <Enter> 2 <F10>'
sees skole 2026-11-23T08:41 'Chosen\.' 'V <Enter> 2 "He said so." <F10>'
sees skole 2026-11-23T08:42 'Phone 11111111' '/ "karim" <Enter>'
sees skole 2026-11-23T08:42 'Phone: 11111111, not 22222222: He said so.' '/ "karim" <Enter> h <Down> <Down>'
sync skole bil
is 'nobody disagrees any more' ' ' "$(choices skole) $(choices bil)"
sees bil 2026-11-23T08:45 'Phone 11111111' '/ "karim" <Enter>'
sees bil 2026-11-23T08:45 'Phone: 11111111, not 22222222: He said so.' '/ "karim" <Enter> h <Down> <Down>'

# ---- a case that both go on with ------------------------------------------------------------------------
act() {
	act_on=$1 act_at=$2
	shift 2
	"$samtale" --lang en --db "$act_on.db" --user meho sanction do "$@" --case "$case" --now "$act_at" > out 2> err ||
		{ name="$*" && complain 'is refused'; }
}
"$samtale" --lang en --db skole.db --user meho sanction open $anna --provision 37 --event 2026-11-20 \
	--now 2026-11-23T09:00 > out 2> err || complain 'no case'
case=$("$samtale" --db skole.db --json sanction show $anna --now 2026-11-23T09:00 2> err | sed -n 's/.*"case": \(.*\),/\1/p')
sync skole bil
act skole 2026-11-23T10:00 check_guidance
act bil 2026-11-23T10:05 excuse --text 'Hun lå syg.' --code 'ILLNESS EVIDENCE:document'
sync skole bil skole
is 'both are told of the case' '1 1' "$(choices skole) $(choices bil)"
refused 'the case waits' 1 'continued in two places' --db skole.db --user meho sanction do close --case "$case" \
	--text 'x' --now 2026-11-23T10:10
refused 'no letter is sent meanwhile' 1 'continued in two places' --db bil.db --user meho sanction do send_hearing \
	--case "$case" --channel digital --text 'x' --now 2026-11-23T10:10
sees skole 2026-11-23T10:15 'The case goes on from this: Accept the ground' 'V <Enter> 2 "Lægen har skrevet." <F10>'
sees skole 2026-11-23T10:15 'Chosen\.' 'V <Enter> 2 "Lægen har skrevet." <F10> <F10>'
sync skole bil
is 'nobody disagrees about the case any more' ' ' "$(choices skole) $(choices bil)"
for database in skole bil; do
	works "$database: the case is excused" 'Reasonable ground' --db $database.db sanction show $anna --now 2026-11-23T10:20
done

# ---- both chose apart ----------------------------------------------------------------------------------
phone skole 33333333
phone bil 44444444
sync skole bil skole
sees skole 2026-11-23T11:00 'Chosen\.' 'V <Enter> 1 "One." <F10>'
sees bil 2026-11-23T11:00 'Chosen\.' 'V <Enter> 2 "Other." <F10>'
sync skole bil skole
is 'they disagree again, and are told' '1 1' "$(choices skole) $(choices bil)"
sees bil 2026-11-23T11:10 'Chosen\.' 'V <Enter> 3 "55555555" <Enter> "A new number." <F10>'
sync bil skole
sees skole 2026-11-23T11:20 'Phone 55555555' '/ "karim" <Enter>'
is 'at last nobody disagrees' ' ' "$(choices skole) $(choices bil)"

desks_agree
finish

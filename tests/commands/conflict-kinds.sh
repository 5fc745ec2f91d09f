#!/bin/sh
# Each kind of thing that two can write differently, from the keyboard of two consoles: a text, a day, a time, a number, a yes or no, a
# colleague, the citizen's answer to the plan, and what is decided about an effort.
. "$(dirname "$0")/two-desks.sh"

karim=1406851211
desks_meet
sync skole bil skole

# import DATABASE FILE HEAD ROW: as another system exported it
import() {
	rm -rf "import.$1" && mkdir "import.$1"
	printf '%s\n%s\n' "$3" "$4" > "import.$1/$2"
	"$samtale" --lang en --db "$1.db" --user meho import "import.$1" > out 2> err || { name="$1 imports $2" && complain "exit status $?"; }
}

# differ FILE HEAD ROW ROW: skole takes in the one, bil the other, and both hear of it
differ() {
	import skole "$1" "$2" "$3"
	import bil "$1" "$2" "$4"
	sync skole bil skole
	is "$1: both are told" '1 1' "$(choices skole) $(choices bil)"
}

# agreed NAME
agreed() {
	sync skole bil skole
	is "$1: nobody disagrees any more" ' ' "$(choices skole) $(choices bil)"
}

# chosen DATABASE MOMENT KEY...: the first that waits is chosen
chosen() {
	chosen_on=$1 chosen_at=$2
	shift 2
	sees "$chosen_on" "$chosen_at" 'Chosen\.' V '<Enter>' "$@"
}

# told PATTERN: on both, in the citizen's history
told() {
	desk_size=240x60
	for database in skole bil; do
		sees $database 2026-11-23T20:00 "$1" '/ "karim" <Enter> h'
	done
	desk_size=
}

# ---- a text of the citizen's: mine, theirs, a third -----------------------------------------------------
citizen='cpr;fornavne;efternavn;koordinator'
person="$karim;Karim;Nielsen;meho"
differ borgere.csv "$citizen;jobmaal" "$person;Chauffør" "$person;Buschauffør"
sees skole 2026-11-23T09:00 'Before: Lagermedarbejder 1 .*hauffør (shown now) Mette Holm (coordinator), .* 2 ' 'V <Enter>'
chosen skole 2026-11-23T09:01 '3 "Chauffør af bus" <Enter> "Det siger han." <F10>'
agreed 'a text'
told 'Job goal: Chauffør af bus, not .*hauffør · .*hauffør: Det siger han.'

# ---- a day ----------------------------------------------------------------------------------------------
differ borgere.csv "$citizen;ydelse_fra" "$person;2026-03-16" "$person;2026-03-23"
sees skole 2026-11-23T09:10 'Type a date in one of these ways' 'V <Enter> 3 "i en fart" <Enter>'
chosen skole 2026-11-23T09:10 '3 "2026-03-30" <Enter> "Bevillingen." <F10>'
agreed 'a day'
told 'Benefit from: Mon 30 Mar 2026, not Mon .* Mar 2026 · Mon .* Mar 2026: Bevillingen.'

# ---- a number ---------------------------------------------------------------------------------------------
differ borgere.csv "$citizen;boern" "$person;3" "$person;1"
sees bil 2026-11-23T09:20 'is no number' 'V <Enter> 3 "et par" <Enter> "Spurgt." <F10>'
chosen bil 2026-11-23T09:20 '3 "4" <Enter> "Spurgt." <F10>'
agreed 'a number'
told 'Children: 4, not'

# ---- what is chosen from a list, of which there is no third ---------------------------------------------------
differ borgere.csv "$citizen;maalgruppe" "$person;3" "$person;9"
sees bil 2026-11-23T09:30 'What holds 1 .* 2 .* Why' 'V <Enter>'
chosen bil 2026-11-23T09:30 '2 "Visiteret i dag." <F10>'
agreed 'a code'
told 'Target group: .*: Visiteret i dag.'

# ---- the citizen's answer to the plan -----------------------------------------------------------------------------
play skole 2026-11-23T10:00 '/ "karim" <Enter> p g <C-u> "et fast job på et lager" <F10>'
play skole 2026-11-23T10:00 '/ "karim" <Enter> p a "Ring til Bilka" <Enter> "+7" <F10>'
sync skole bil
play skole 2026-11-23T10:05 '/ "karim" <Enter> p A <F10> <F10>'
play bil 2026-11-23T10:06 '/ "karim" <Enter> p A 2 <Enter> <Enter> "Han vil hellere køre bus." <F10> <F10>'
sync skole bil skole
is 'both are told of the answers' '1 1' "$(choices skole) $(choices bil)"
sees skole 2026-11-23T10:10 'Before: no answer 1 yes.* 2 no, .*Han vil hellere køre bus' 'V <Enter>'
sees skole 2026-11-23T10:10 'must be filled in' 'V <Enter> 2 <F10>'
chosen skole 2026-11-23T10:11 '2 "Han ringede." <F10>'
agreed 'an answer'
told 'Chosen The citizen.s answer to the plan: no, .*Han vil hellere køre bus.*, not yes, .*: Han ringede.'
sees bil 2026-11-23T10:20 'The citizen said no' '/ "karim" <Enter> p'

# ---- what is decided about an effort ----------------------------------------------------------------------------------
effort='<F2> "efforts" <Enter> <Enter>'
play skole 2026-11-23T11:00 "$effort" 'L "Tallene er for små." <F10> <F10>'
play bil 2026-11-23T11:01 "$effort" 'L "Den virker ikke." <F10> <F10>'
play bil 2026-11-23T11:02 "$effort" 'L "Den virker alligevel." <F10> <F10>'
sync skole bil skole
is 'both are told of the effort' '1 1' "$(choices skole) $(choices bil)"
sees bil 2026-11-23T11:05 'Two people have decided at the same time' "$effort"
sees skole 2026-11-23T11:10 'the effort was open 1 open the effort again, .* (shown now) .* 2 close the effort' 'V <Enter>'
chosen skole 2026-11-23T11:10 '2 "Udvalget har besluttet det." <F10>'
agreed 'an effort'
sees bil 2026-11-23T11:20 'by Mette Holm: Udvalget har besluttet det. (The figures then' "$effort"

# ---- what was chosen is taken back -----------------------------------------------------------------------------------
differ borgere.csv "$citizen;telefon" "$person;11111111" "$person;22222222"
sees skole 2026-11-23T12:00 'A choice between two stays, with its reason' 'V <Enter> 2 "Ringet op." <F10> <Esc> / "karim" <Enter> u'
agreed 'what stays'
desks_agree

finish

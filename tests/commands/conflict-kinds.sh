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
	desk_size=180x60
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

finish

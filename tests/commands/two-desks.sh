# two-desks.sh - two consoles on one machine, skole and bil, that meet at a folder: both of Mette Holm's, with the invented citizens.
# Sourced, and sources harness.sh; makes skole.db and hub.conf.
. "$(dirname "$0")/harness.sh"
mkdir hub
printf 'hub = "%s/hub"\n' "$folder" > hub.conf
now='--now 2026-11-23T08:05'

# play DATABASE MOMENT KEY...: the last screen into out
play() {
	play_on=$1 play_at=$2
	shift 2
	printf '%s\n' "$*" |
		"$samtale" --lang en --config hub.conf --db "$play_on.db" --user meho replay --now "$play_at" --size "${desk_size:-100x30}" - > out 2> err
}

# sees DATABASE MOMENT PATTERN KEY...
sees() {
	name="$1 $2: $3" sees_on=$1 sees_at=$2 pattern=$3
	shift 3
	if play "$sees_on" "$sees_at" "$@" && tr -s '\n ' ' ' < out | grep -q -e "$pattern"; then
		passed=$((passed + 1))
	else
		complain "is not on the screen:"
		cat out
	fi
}

# sync DATABASE...: one after another; 1: something waits for a person
sync() {
	for database; do
		"$samtale" --lang en --config hub.conf --db "$database.db" sync > out 2> err
		[ $? -le 1 ] || { name="$database syncs" && complain "exit status $?" && cat out; }
	done
}

# choices DATABASE: how many there are, by line 1
choices() {
	play "$1" 2026-11-23T09:00 ''
	sed -n '1s/.*~\([0-9]*\).*/\1/p' out
}

# desks_meet: makes bil.db, and both belong to the same place
desks_meet() {
	"$samtale" --config hub.conf --db skole.db hub init --name Skolen --unit JOB $now > out 2> err || complain 'no hub'
	code=$("$samtale" --config hub.conf --db skole.db hub enrol --name Bilen --unit JOB --json $now 2> err | sed -n 's/.*"code": "\(.*\)",/\1/p')
	"$samtale" --config hub.conf --db bil.db sync enrol "$code" $now > out 2> err || complain 'not enrolled'
}

# desks_agree: the databases are whole and hold the same
desks_agree() {
	for database in skole bil; do
		works "$database is whole" '' --db $database.db verify
		"$samtale" --db $database.db verify --json 2> err | sed -n 's/.*"digest": "\(.*\)".*/\1/p' > digest.$database
	done
	is 'both hold the same' "$(cat digest.skole)" "$(cat digest.bil)"
}

"$samtale" demo --db skole.db --no-console --no-past --now 2026-11-23T08:00 > out 2> err || exit 99

# terminals.sh - several terminals, each a database NAME.db, played as key presses and held against what the screen shows.
# Sourced after harness.sh. $round, where it is set, stands before each test's name.
round=

# press TERMINAL MOMENT USER KEY...: the last screen into out
press() {
	press_on=$1 press_at=$2 press_by=$3
	shift 3
	printf '%s\n' "$*" | "$samtale" --lang da --db "$press_on.db" --user "$press_by" replay --now "$press_at" --size 100x40 - \
		> out 2> err
}

# sees TERMINAL MOMENT USER PATTERN KEY...
sees() {
	name="$round$1 $2 $3: $4" sees_on=$1 sees_at=$2 sees_by=$3 pattern=$4
	shift 4
	if press "$sees_on" "$sees_at" "$sees_by" "$@" && tr -s '\n ' ' ' < out | grep -q -e "$pattern"; then
		passed=$((passed + 1))
	else
		complain "is not on the screen:"
		cat out
	fi
}

# lacks TERMINAL MOMENT USER PATTERN KEY...
lacks() {
	name="$round$1 $2 $3: no $4" sees_on=$1 sees_at=$2 sees_by=$3 pattern=$4
	shift 4
	if press "$sees_on" "$sees_at" "$sees_by" "$@" && ! tr -s '\n ' ' ' < out | grep -q -e "$pattern"; then
		passed=$((passed + 1))
	else
		complain "is on the screen:"
		cat out
	fi
}

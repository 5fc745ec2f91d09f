# harness.sh - what the command tests share: a folder of their own, and three ways to run the program.
# Sourced; wants SAMTALE, the built program. Nothing of the person's own (configuration, data) is seen or touched.
set -u
samtale=${SAMTALE:?the program to test}
folder=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 99
HOME=$folder XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data XDG_RUNTIME_DIR=$folder TMPDIR=$folder
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR TMPDIR
passed=0 failed=0

complain() {
	failed=$((failed + 1))
	echo "FAIL: $name: $1"
	sed 's/^/    /' err
}

# judge STATUS-SEEN STATUS-EXPECTED PATTERN: the sentence is the one line that begins with "samtale: ".
judge() {
	if [ "$1" -ne "$2" ]; then
		complain "exit status $1, not $2"
	elif [ "$(grep -c '^samtale: ' err)" -ne 1 ]; then
		complain "not one sentence"
	elif ! grep -q -e "$3" err; then
		complain "does not say $3"
	else
		passed=$((passed + 1))
	fi
}

# refused NAME STATUS PATTERN WORD...
refused() {
	name=$1 status=$2 pattern=$3
	shift 3
	"$samtale" --lang en "$@" > out 2> err < /dev/null
	judge $? "$status" "$pattern"
	[ -s out ] && complain "something on standard output"
}

# case_keys MOMENT USER KEY...: the keys on case.db, in Danish; the last screen into out
config= size=80x24
case_keys() {
	moment=$1 user=$2
	shift 2
	printf '%s\n' "$*" |
		"$samtale" --lang da $config --db case.db --user "$user" replay --now "$moment" --size "$size" - > out 2> err
}

# at MOMENT USER PATTERN KEY...: plays the keys, and PATTERN is on the last screen
at() {
	name="$1 $2: $3" pattern=$3 when=$1 who=$2
	shift 3
	if case_keys "$when" "$who" "$@" && tr -s '\n ' ' ' < out | grep -q -e "$pattern"; then
		passed=$((passed + 1))
	else
		complain "is not on the screen:"
		cat out
	fi
}

# is NAME EXPECTED SEEN
is() {
	name=$1
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAIL: %s\n  expected: %s\n  seen:     %s\n' "$name" "$2" "$3"
	fi
}

# works NAME PATTERN WORD...: exit status 0, and PATTERN ("": anything) on standard output
works() {
	name=$1 pattern=$2
	shift 2
	if "$samtale" --lang en "$@" > out 2> err < /dev/null && { [ -z "$pattern" ] || grep -q -e "$pattern" out; }; then
		passed=$((passed + 1))
	else
		complain "exit status $?, or nothing about $pattern"
	fi
}

# console_begin WORD...: the console on a terminal of its own, once it has painted; console_end types ^Q and judges.
console_begin() {
	trap '' PIPE
	mkfifo typed
	TERM=xterm script -qec "'$samtale' $*" /dev/null > console < typed &
	console=$!
	exec 3> typed
	tries=0
	while [ $tries -lt 100 ] && [ ! -s console ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
}

# console_end NAME
console_end() {
	printf '\021' >&3
	wait $console
	is "$1" 0 $?
	exec 3>&-
}

# Bytes into a file, at an offset.
poke() {
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2> /dev/null
}

# Last line of every test.
finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}

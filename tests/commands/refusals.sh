#!/bin/sh
# What must not work: each case is one clear sentence on standard error, the right exit status, and nothing lost.
. "$(dirname "$0")/harness.sh"

works "help lists the commands" "^  verify" --help
works "help tells about a command" "Usage: samtale replay" replay --help
works "help needs no home and no sound configuration" "Usage" --config /nowhere --help
works "the version is told" "^samtale [0-9]" --version

refused "an unknown command" 2 'no command "zebra"' zebra
refused "a misspelt command names its neighbour" 2 'Did you mean "verify"' verfiy
refused "an unknown option" 2 'no option --zebra' verify --zebra
refused "a misspelt option names its neighbour" 2 'Did you mean --trace' replay --tracee keys
refused "an option in place of a command" 2 'Did you mean --json' --jsonn
refused "an option without its value" 2 '--db must be followed' verify --db
refused "a language that is not spoken" 2 'da .* en' --lang sv verify
refused "too many words" 2 'too many' verify twice
refused "too few words" 2 'missing' docs

echo 'langauge = "en"' > misspelt.conf
printf '# mine\n\nlanguage = "sv"\n' > language.conf
printf 'language = {\n' > broken.conf
refused "a misspelt setting is told by file and line" 3 'misspelt.conf:1: .*"language"' --config misspelt.conf verify
refused "a value that cannot be is told by file and line" 3 'language.conf:3: ' --config language.conf verify
refused "a configuration that cannot be read" 3 'broken.conf:' --config broken.conf verify
refused "a configuration that is not there" 3 'nowhere.conf' --config nowhere.conf verify
refused "a configuration that is a folder" 3 'folder' --config . verify
mkdir -p config/samtale
cp misspelt.conf config/samtale/samtale.conf
refused "one's own configuration is read" 3 'samtale/samtale.conf:1: ' verify
rm -r config

refused "a database that is not there" 1 'nowhere.db' --db nowhere.db verify
echo 'just a text, long enough to be looked at as a database and found to be none' > text.db
refused "a file that is no database" 3 'not a database' --db text.db verify
refused "a folder" 3 'data' --db "$folder" verify
refused "a folder that cannot be made" 3 '/dev/null' --db /dev/null/samtale.db
refused "a database without caseworkers" 1 'samtale import' --db empty.db
[ -f empty.db ] || { name="an empty database" && complain "was not made"; }
cp empty.db foreign.db
poke foreign.db 68 '\001\002\003\004'
refused "another program's database" 3 'program' --db foreign.db verify
cp empty.db newer.db
poke newer.db 60 '\000\000\377\377'
refused "a newer schema" 3 'newer' --db newer.db verify
refused "a newer schema, for writing" 3 'newer' --db newer.db
cp empty.db damaged.db
dd if=/dev/zero of=damaged.db bs=1 seek=4096 count=8192 conv=notrunc 2> /dev/null
name="a damaged database is found out"
"$samtale" --lang en --db damaged.db verify > out 2> err
case $? in 1 | 3) passed=$((passed + 1)) ;; *) complain "exit status $?" ;; esac
works "a sound database is whole" 'whole' --db empty.db verify
works "a sound database is whole, in JSON" '"findings": \[\]' --db empty.db verify --json

if [ "$(id -u)" -ne 0 ]; then
	mkdir closed && chmod 500 closed
	refused "a folder that may not be written" 3 'closed' --db closed/samtale.db
	cp empty.db unreadable.db && chmod 000 unreadable.db
	refused "a database that may not be read" 3 'unreadable.db' --db unreadable.db verify
	cp empty.conf unreadable.conf 2> /dev/null || : > unreadable.conf
	chmod 000 unreadable.conf
	refused "a configuration that may not be read" 3 'unreadable.conf' --config unreadable.conf verify
fi

now=2026-11-23T09:00
echo '<Nonsense>' > keys
refused "a key that is none" 2 'keys:1:1: ' --db empty.db replay --now $now keys
refused "no file of keys" 2 'nowhere' --db empty.db replay --now $now nowhere
refused "a replay without a clock" 2 '--now' --db empty.db replay keys
refused "a moment that is none" 2 'moment' --db empty.db replay --now yesterday keys
refused "a size that is none" 2 '80x24' --db empty.db replay --now $now --size 80 keys
refused "a replay on no database" 1 'nowhere.db' --db nowhere.db replay --now $now /dev/null

# on_terminal NAME STATUS PATTERN WORD...: the same as refused, on a terminal of its own
on_terminal() {
	name=$1 status=$2 pattern=$3
	shift 3
	script -qec "'$samtale' --lang en $*" /dev/null > err < /dev/null
	judge $? "$status" "$pattern"
}

"$samtale" --db demo.db demo --no-console --now $now || { name="the demo's database" && complain "cannot be made"; }
refused "a demo on a file that is none" 3 'database' --db text.db demo --no-console
refused "a demo on a real caseload" 1 'empty.db is no demo' --db empty.db demo --no-console
works "a demo's database may be played on again" '' --db demo.db demo --no-console
refused "no terminal" 2 'terminal' --db demo.db
if command -v script > /dev/null; then
	TERM=dumb
	export TERM
	on_terminal "a dumb terminal" 2 'dumb' --db demo.db
	TERM=zebra
	on_terminal "an unknown terminal" 2 'zebra' --db demo.db
	unset TERM
	on_terminal "no TERM" 2 'TERM' --db demo.db

	# A console is open: a second writer is told so, and the first is not disturbed.
	console_begin --user meho --db demo.db
	refused "a second instance is told who has the database" 3 'meho' --db demo.db replay --now $now /dev/null
	works "verifying is allowed meanwhile" 'whole' --db demo.db verify
	console_end "the console leaves with 0"
	works "then the database is free again" '^Today' --db demo.db --user meho replay --now $now /dev/null
fi
works "after all this the database is whole" 'whole' --db demo.db verify
finish

#!/bin/sh
# Enrolment and recovery, as administrator and caseworkers type it.
. "$(dirname "$0")/harness.sh"

mkdir hub
at='--hub hub --now 2026-11-23T09:00'

# code_for WORD...: invites, and prints the code
code_for() {
	"$samtale" --lang en --db admin.db hub enrol $at "$@" 2> err | head -1
}

# state_of DATABASE NUMBER: the state of the terminal of that number, as the database sees it
state_of() {
	"$samtale" --db "$1" hub status $at --json 2> err |
		sed -n '/"terminal": '"$2"',/,/"worker"/s/.*"state": "\(.*\)".*/\1/p'
}

# ---- setting up ----------------------------------------------------------------------------------
refused 'no hub is named' 2 'No hub is known' --db admin.db hub init
refused 'a hub that is not there' 3 'nowhere' --db admin.db hub init --hub nowhere
works 'a hub is set up' 'Take a backup' --db admin.db hub init $at --name Kontoret --unit Nord --unit Syd
refused 'it is set up once' 1 'already' --db admin.db hub init $at
printf 'hub = "%s/hub"\n' "$folder" > hub.conf
works 'the configuration knows the hub' 'Kontoret' --config hub.conf --db admin.db hub status

# ---- enrolling -----------------------------------------------------------------------------------
refused 'a terminal has a name' 2 'is called' --db admin.db hub enrol $at
refused 'a unit that is not there' 1 'samtale hub rotate --unit' --db admin.db hub enrol $at --name Mette --unit Vest
refused 'nobody is called by a CPR number' 1 'CPR number' --db admin.db hub enrol $at --name 1204671101
code=$(code_for --name Mette --unit Nord)
is 'a code is five groups of four' 24 "$(printf %s "$code" | wc -c)"
is 'she is invited' invited "$(state_of admin.db 1)"
wrong=$(printf %s "$code" | sed 's/^\(.\)\(.\)/\2\1/;t')
[ "$wrong" = "$code" ] && wrong=$(printf %s "$code" | tr '2-8' '3-9')
refused 'a mistyped code is told at once' 1 'mistyped' --db mette.db sync enrol "$wrong" $at
refused 'half a code' 1 'five groups of four' --db mette.db sync enrol ABCD EFGH $at
typed=$(printf %s "$code" | tr 'A-Z-' 'a-z ')
works 'the code is typed in small letters and groups' 'terminal 1' --db mette.db sync enrol $typed $at
refused 'a code is used once' 1 'has been used' --db kim.db sync enrol "$code" $at
is 'the terminal is in' enrolled "$(state_of admin.db 1)"
refused 'only the administrator invites' 1 "administrator's terminal" --db mette.db hub enrol $at --name Kim
code=$(code_for --name Kim --unit Syd)
refused 'an invitation runs out' 1 'ran out' --db kim.db sync enrol "$code" --hub hub --now 2026-12-08T09:00
name='a code comes from standard input' pattern=
printf '%s\n' "$code" | "$samtale" --lang en --db kim.db sync enrol - $at > out 2> err || complain 'is not taken'
is 'he is in' enrolled "$(state_of mette.db 2)"
is 'the code stands in no file' '' "$(grep -rlF -e "$code" -e "$(printf %s "$code" | tr -d -)" . | grep -v '^./out$')"
"$samtale" demo --db work.db --no-console --no-past > out 2> err
refused 'a database of nobody has no status' 1 'belongs to no hub' --db work.db hub status $at
code=$(code_for --name Arne)
refused 'a database with work in it is no new terminal' 1 'work' --db work.db sync enrol "$code" $at

# ---- losing one ----------------------------------------------------------------------------------
refused 'a terminal nobody knows' 1 'hub status lists them' --db admin.db hub revoke Nobody $at
works 'a lost terminal is shut out' 'shut out' --db admin.db hub revoke Kim $at
is 'everybody sees it' shut_out "$(state_of mette.db 2)"
is 'there are new keys' '  "epoch": 2,' "$("$samtale" --db mette.db hub status $at --json | grep epoch)"
works 'keys are changed at will, and a unit comes' 'new keys' --db admin.db hub rotate --unit Vest $at
is 'the unit is there' '      "name": "Vest",' "$("$samtale" --db mette.db hub status $at --json | grep Vest)"

# ---- a backup is put back ------------------------------------------------------------------------
# work DATABASE TEXT: a note on Karim, in the console
work() {
	printf '/ "karim" <Enter> j "%s" <F10>\n' "$2" |
		"$samtale" --db "$1" --user meho replay --now 2026-11-23T09:00 - > out 2> err
}
# notes_of DATABASE: what the history tells of him, in order
notes_of() {
	printf '/ "karim" <Enter> h\n' | "$samtale" --db "$1" --user meho replay --now 2026-11-23T09:00 - 2> err |
		sed -n 's/.* Notat *\([A-Z][^ ]* notat\).*/\1/p' | sort | tr '\n' ' '
}
"$samtale" demo --db office.db --no-console --no-past --now 2026-11-23T08:00 > out 2> err
mkdir drill
at='--hub drill --now 2026-11-23T09:00'
works 'the office begins' 'Take a backup' --db office.db hub init $at --name Kontoret --unit Nord
works 'and sends what it has' 'sent' --db office.db sync $at
code=$("$samtale" --lang en --db office.db hub enrol $at --name Mette --unit Nord | head -1)
works 'Mette comes' 'terminal 1' --db desk.db sync enrol "$code" $at
works 'and gets it' 'fetched' --db desk.db sync $at
work desk.db 'Første notat'
works 'she syncs' '1  change sent' --db desk.db sync $at
work desk.db 'Mellem notat'
cp desk.db backup.db # it holds a note that is sent only afterwards
work desk.db 'Andet notat'
works 'and again' '2  changes sent' --db desk.db sync $at
rm -f desk.db desk.db-*
cp backup.db desk.db
work desk.db 'Tredje notat'
name='a restored database sends nothing, and says why'
"$samtale" --lang en --db desk.db sync $at > out 2> err
is "$name: exit status" 1 $?
is "$name: the sentence" 1 "$(cat out err | grep -c 'samtale sync recover')"
works 'the office has the three' '' --db office.db sync $at
is 'three notes' 'Andet notat Første notat Mellem notat ' "$(notes_of office.db)"
code=$("$samtale" --lang en --db office.db hub enrol $at --replaces Mette | head -1)
refused 'the code is not for another database' 1 'another terminal' --db office.db sync recover "$code" $at
works 'it goes on as another terminal' 'terminal 2' --db desk.db sync recover "$code" $at
works 'and sends and fetches' '2  changes sent' --db desk.db sync $at
works 'the office fetches' 'changes fetched' --db office.db sync $at
is 'all four are there, each once' 'Andet notat Første notat Mellem notat Tredje notat ' "$(notes_of desk.db)"
is 'on both sides' "$(notes_of desk.db)" "$(notes_of office.db)"
works 'the desk is whole' 'Everything is whole' --db desk.db verify
works 'the office is whole' 'Everything is whole' --db office.db verify

number=1406851211 # invented: the demo's Karim

# ---- a citizen's time is up ----------------------------------------------------------------------
"$samtale" --lang en --db office.db hub purge "$number" --dry-run $at > out 2> err
is 'why not yet is told' 1 $?
is 'with what would go' 1 "$(grep -c "the citizen's details" out)"
is 'the rule' 1 "$(grep -c 'retention.years = 5' out)"
is 'and that the time is not up' 1 "$(grep -c '^! The time is not up' out)"
works 'years later it may go' 'Would be removed' --db office.db hub purge "$number" --dry-run --early $at
refused 'the time is not up' 1 'purge --dry-run tells' --db office.db hub purge "$number" --reason 'Fem år' --yes "$number" $at
refused 'only the administrator orders it' 1 'administrator' --db desk.db hub purge "$number" --early --reason 'Fem år' --yes "$number" $at
refused 'not by a slip of the hand' 1 'after --yes' --db office.db hub purge "$number" --early --reason 'Fem år' $at
refused 'not without a reason' 1 'Say why' --db office.db hub purge "$number" --early --yes "$number" $at
work desk.db 'Sent notat'
works 'it is ordered' 'is removed here' --db office.db hub purge "$number" --early --reason 'Fem år' --yes "$number" $at
works 'the order goes, with the state without him' 'changes sent' --db office.db sync $at
"$samtale" --lang en --db desk.db sync $at > out 2> err
is 'and is done at the desk, where a person is to look' 1 $?
is 'a note without a receipt is kept aside' 1 "$(cat out err | grep -c 'is kept aside')"
works 'what came late' '' --db office.db sync $at
is 'nothing is told of him at the desk' '' "$(notes_of desk.db)"
is 'nor at the office' '' "$(notes_of office.db)"
is 'his number is nowhere' 0 "$(cat desk.db office.db | grep -c "$number")"
works 'the desk is whole after it' 'Everything is whole' --db desk.db verify
works 'the office is whole after it' 'Everything is whole' --db office.db verify

# ---- what a stolen one sends ---------------------------------------------------------------------
cp desk.db stolen.db
works 'it is lost' 'shut out' --db office.db hub revoke 2 $at
work stolen.db 'Fjerde notat'
"$samtale" --lang en --db stolen.db sync $at > out 2> err
is 'it is told that it is shut out' yes "$(grep -qi 'shut out' out err && echo yes)"
works 'the office syncs' '' --db office.db sync $at
is 'and takes nothing of it' '' "$(notes_of office.db)"
finish

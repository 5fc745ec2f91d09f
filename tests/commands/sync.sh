#!/bin/sh
# samtale sync: two terminals exchange a day through a folder, by the commands alone; what it says, exit codes, lock, log.
. "$(dirname "$0")/harness.sh"
XDG_STATE_HOME=$folder/state
export XDG_STATE_HOME
log=state/samtale/sync.log

json() { # a top-level number or truth of the document in out
	sed -n "s/^  \"$1\": \([^,]*\),*$/\1/p" out
}

# exits NAME STATUS WORD...: runs, output into out and err
exits() {
	name=$1 status=$2
	shift 2
	"$samtale" --lang en "$@" > out 2> err < /dev/null
	seen=$?
	is "$name" "$status" "$seen"
	[ "$seen" = "$status" ] || cat err
}

mkdir hub
"$samtale" --db a.db demo --no-console --no-past --now 2026-11-23T08:00 || exit 99

refused "no hub is named" 2 "No hub is known" --db a.db sync
refused "a hub that is not there" 3 "Insert the stick" --db a.db sync --hub nowhere
refused "a terminal that is not enrolled" 1 "not enrolled" --db a.db sync --hub hub
refused "a database that is not there" 1 "no database there" --db none.db sync --hub hub
is "and no lock is left beside it" "" "$(ls none.db* 2> /dev/null)"
refused "another way of progress" 2 "one way" --db a.db sync --hub hub --progress xml

works "the office sets up the hub" "" --db a.db hub init --hub hub --name Kontoret
works "and invites" "" --db a.db hub enrol --hub hub --name Bil --json
code=$(sed -n 's/.*"code": "\([^"]*\)".*/\1/p' out)
works "the other comes" "" --db b.db sync enrol "$code" --hub hub

exits "a rehearsal" 0 --db a.db sync --hub hub --dry-run --json
sent=$(json sent_ops)
is "tells what would go" 1 "$([ "$sent" -gt 100 ] && echo 1)"
is "and still waits" "$sent" "$(json waiting)"
is "is no run in the log" 0 "$(grep -c result=ok "$log")"
exits "in earnest" 0 --db a.db sync --hub hub --json
is "the same goes" "$sent" "$(json sent_ops)"
is "nothing waits" 0 "$(json waiting)"
exits "the other fetches" 0 --db b.db sync --hub hub --json
is "all of it" "$sent" "$(json taken_ops)"
exits "nothing more" 0 --db b.db sync --hub hub
is "is said in words" 1 "$(grep -c '^ *0  changes fetched$' out)"
exits "the receipt comes" 0 --db a.db sync --hub hub --json
is "one" 1 "$(json receipts)"

# Both write to one citizen's journal, and both to one phone number.
note() {
	printf '%s\n' "/ \"karim\" <Enter> <C-c> \"$2\" <Enter>" |
		"$samtale" --lang da --db "$1" --user meho replay --now "$3" - > out 2> err || complain "the keys did not play"
}
note a.db "Skrevet på kontoret" 2026-11-23T09:00
note b.db "Skrevet i bilen" 2026-11-23T09:05
exits "the car sends" 0 --db b.db sync --hub hub
exits "the office fetches and sends" 0 --db a.db sync --hub hub --json
is "something comes" 1 "$([ "$(json taken_ops)" -gt 0 ] && echo 1)"
exits "the car fetches" 0 --db b.db sync --hub hub
for db in a.db b.db; do
	printf '%s\n' '/ "karim" <Enter> h' | "$samtale" --lang da --db $db --user meho replay --now 2026-11-23T10:00 - > out 2> err
	is "both notes are in $db" 2 "$(grep -c 'Skrevet på kontoret\|Skrevet i bilen' out)"
	works "$db is whole" "" --db $db verify
done

exits "progress for a program" 0 --db a.db sync --hub hub --progress json
is "a step a line" 1 "$(grep -c '^{"step": "keys", "done": 0, "of": 1}$' out)"
is "ends with the report" 1 "$(tail -n 1 out | grep -c '^{"report":{')"

# A bundle that somebody has been at: told, left alone, and the rest goes.
note a.db "Endnu en" 2026-11-23T11:00
exits "one more goes" 0 --db a.db sync --hub hub
newest=$(ls -t hub/*/unit-1/o*/*.smb | sed -n 1p)
cp "$newest" whole
poke "$newest" 300 'XXXX'
exits "a changed bundle needs a person" 1 --db b.db sync --hub hub
is "and is told by the terminal's name" 1 "$(grep -c '^! Kontoret: ' out)"
exits "again the next day" 1 --db b.db sync --hub hub --json
is "by a code" 1 "$(grep -c '"code": "signature"' out)"
cp whole "$newest"
exits "mended" 0 --db b.db sync --hub hub

# One at a time.
if command -v flock > /dev/null; then
	printf 'mette, pid 4711, 2026-11-23 02:00' > a.db.sync
	flock a.db.sync sleep 20 &
	holder=$!
	while flock -n a.db.sync true; do :; done
	refused "a second sync" 3 "already: mette, pid 4711, 2026-11-23 02:00" --db a.db sync --hub hub
	kill $holder
	wait $holder 2> /dev/null
	while ! flock -n a.db.sync true; do :; done
	exits "then it goes" 0 --db a.db sync --hub hub
fi

mv hub away
mkdir hub
refused "an empty mount point" 3 "Insert the stick" --db a.db sync --hub hub
is "nothing is put there" "" "$(ls hub)"
is "the log has the run" 2 "$(grep -c ' run result=io ' "$log")"
rmdir hub
mv away hub
exits "the stick again" 0 --db a.db sync --hub hub

is "the log has troubles by code" 2 "$(grep -c ' trouble code=signature unit=1 origin=[0-9]* bundle=[0-9]*$' "$log")"
is "and no names" 0 "$(grep -ci 'kontoret\|bil\|karim\|mette' "$log")"
exits "another log" 0 --db a.db sync --hub hub --log here/own.log
is "is written" 1 "$(grep -c result=ok here/own.log)"
finish

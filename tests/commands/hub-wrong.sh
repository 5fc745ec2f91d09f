#!/bin/sh
# What is typed wrong, for every command on hubs and terminals: one sentence, and 2 for misuse, 3 for a place that cannot
# be used, 1 for what is refused.
. "$(dirname "$0")/harness.sh"
mkdir hub empty
: > file
at='--hub hub --now 2026-11-23T09:00'
works 'a hub' 'is set up' --db a.db hub init $at --name Kontoret --unit Nord
code=$("$samtale" --lang en --db a.db hub enrol $at --name Mette | head -1)
works 'a terminal' 'terminal 1' --db m.db sync enrol "$code" $at

# each COMMAND WORD...: what all have in common; the words are those it wants. "$hub" is 0 for one that needs no hub.
hub=1
each() {
	command=$1
	shift
	refused "$command: an option nobody knows goes before a hub that is missing" 2 'no option --hlp' --db a.db $command "$@" --hlp
	refused "$command: no moment" 2 'is no moment' --db a.db $command "$@" --hub hub --now yesterday
	refused "$command: too many words" 2 'too many words\|does not stand in the command\|no command' \
		--db a.db $command "$@" a b c d e f g h i --hub hub
	[ "$hub" -eq 0 ] && return
	refused "$command: no hub" 2 'No hub is known' --db a.db $command "$@"
	refused "$command: a hub without a name" 2 'after --hub' --db a.db $command "$@" --hub
	refused "$command: a folder that is not there" 3 'not there' --db a.db $command "$@" --hub nowhere
	refused "$command: a file" 3 'a file lies where a folder belongs' --db a.db $command "$@" --hub file
	refused "$command: a server that is down" 3 'does not answer\|built without' --db a.db $command "$@" \
		--hub postgresql://nobody@localhost:1/hub?connect_timeout=2
}
each 'hub init'
each 'hub enrol' --name Kim
each 'hub revoke' Mette
each 'hub move' Mette
each 'hub rotate'
each 'hub status'
each 'hub take-over'
each 'sync'
each 'sync enrol' 0000-0000-0000-0000-0000
each 'sync recover' 0000-0000-0000-0000-0000
hub=0
each 'hub paper'
refused 'the worker: an option nobody knows' 2 'no option --hlp' --db a.db hub worker --hlp
refused 'the worker: a folder has none' 2 'needs no worker' --db a.db hub worker --once --hub hub
refused 'purge: an option nobody knows' 2 'no option --hlp' --db a.db hub purge 1406851211 --hlp
refused 'simulate: an option nobody knows' 2 'no option --hlp' --db a.db sync simulate --hlp

for command in 'hub revoke' 'hub move' 'hub purge' 'sync enrol' 'sync recover'; do
	refused "$command: nothing named" 2 'Something is missing' --db a.db $command $at
done
for command in 'hub revoke' 'hub move'; do
	refused "$command: a terminal nobody knows" 1 'no terminal called "Nobody"' --db a.db $command Nobody $at
	refused "$command: only the administrator" 1 "Only the administrator's" --db m.db $command Mette $at
done
refused 'a terminal to be replaced that nobody knows' 1 'no terminal called' --db a.db hub enrol --replaces Nobody $at
refused 'enrol: a unit nobody knows' 1 'no unit called "Vest"' --db a.db hub enrol --name Kim --unit Vest $at
refused 'move: a unit nobody knows' 1 'no unit called "Vest"' --db a.db hub move Mette --unit Vest $at
refused 'a unit without a name' 2 'after --unit' --db a.db hub rotate $at --unit
refused 'an option in place of a unit' 2 'after --unit' --db a.db hub move Mette --unit --hub hub
refused 'no name for a terminal' 2 'what the terminal is called' --db a.db hub enrol $at
refused 'enrol: only the administrator' 1 "Only the administrator's" --db m.db hub enrol --name Kim $at
refused 'rotate: only the administrator' 1 "Only the administrator's" --db m.db hub rotate $at
refused 'the administrator is not shut out by itself' 1 'cannot shut itself out' --db a.db hub revoke Kontoret $at
refused 'half a code' 1 'five groups of four' --db n.db sync enrol ABCD $at
refused 'no database' 1 'no database there' --db nowhere/b.db sync $at
"$samtale" demo --db nobody.db --no-console --no-past > out 2> err
for command in 'hub status' 'sync' 'hub rotate'; do
	refused "$command: a database of nobody" 1 'samtale sync enrol\|Only the administrator' --db nobody.db $command $at
done
refused 'an empty folder is no hub' 3 'empty' --db m.db sync --hub empty --now 2026-11-23T09:00

chmod -R a-w hub
if ! touch hub/there 2> err; then # not for the one who may do all
	refused 'a folder that can only be read' 3 'right to write\|only be read' --db a.db hub rotate $at
fi
chmod -R u+w hub
for database in a m; do
	works "$database is whole" 'whole' --db $database.db verify
done
finish

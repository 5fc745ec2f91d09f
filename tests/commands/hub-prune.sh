#!/bin/sh
# What everybody has is removed from the hub, what somebody lacks stays, and a newcomer begins at the base.
. "$(dirname "$0")/harness.sh"
mkdir hub

# enrolled NAME: its code
enrolled() {
	"$samtale" --lang en --db a.db hub enrol --hub hub --name "$@" --json | sed -n 's/.*"code": "\(.*\)".*/\1/p'
}
bundles() {
	find hub -name '*.smb' | wc -l | tr -d ' '
}
synced() {
	"$samtale" --lang en --db "$1" sync --hub hub > out 2> err || { cat out err; false; }
}

"$samtale" --lang en --db a.db demo --no-console --now 2026-11-23T08:00 > /dev/null 2>&1
works 'the hub is set up' 'is set up' --db a.db hub init --hub hub --name Chief
works 'a colleague' 'terminal 1' --db b.db sync enrol "$(enrolled Maren)" --hub hub
works 'another' 'terminal 2' --db c.db sync enrol "$(enrolled Holger)" --hub hub
synced a.db && synced b.db
before=$(bundles)
works 'a dry run makes no base' 'Can be removed at the hub: 0 bundles' --db a.db hub prune --dry-run --hub hub
is 'and leaves all' "$before" "$(bundles)"
works 'the base is made' 'has been made anew' --db a.db hub prune --hub hub
works 'one who has taken nothing holds all back' 'Holger has not taken all of it yet' --db a.db hub prune --hub hub
works 'which is told of Holger' 'Holger holds back [0-9]* bundles* at the hub' --db a.db hub status --hub hub
works 'and in Danish' 'Holger holder [0-9]* pakker* tilbage' --lang da --db a.db hub status --hub hub
works 'for a machine' '"held": "behind"' --db a.db --json hub prune --dry-run --hub hub
at_least=$(bundles)
works 'Holger comes' '' --db c.db sync --hub hub
synced b.db
works 'now they go' 'Removed at the hub: [1-9]' --db a.db hub prune --hub hub
is 'fewer are left' yes "$([ "$(bundles)" -lt "$at_least" ] && echo yes)"
is 'nothing of before the base' 0 "$(find hub -name 00000001.smb | wc -l | tr -d ' ')"

works 'a newcomer' 'terminal 3' --db d.db sync enrol "$(enrolled Nora)" --hub hub
works 'begins at the base' '' --db d.db sync --hub hub
for db in a b c d; do
	works "$db is whole" '' --db "$db.db" verify
done
works 'nothing waits and nothing is behind' '"behind": 0' --db d.db --json hub status --hub hub
due() {
	"$samtale" --lang en --db "$1" --user meho contact due --now 2026-11-23T08:00 2> err
}
is 'there is somebody to see' yes "$([ "$(due a.db | wc -l)" -gt 3 ] && echo yes)"
is 'and she sees them as well' "$(due a.db)" "$(due d.db)"
refused 'a word too many' 2 '' --db a.db hub prune now --hub hub
finish

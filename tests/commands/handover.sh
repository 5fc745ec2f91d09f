#!/bin/sh
# samtale handover: a citizen is offered to another team, and nothing moves until somebody says yes.
. "$(dirname "$0")/harness.sh"

"$samtale" --db demo.db demo --no-console --no-past --now 2026-11-23T08:00 || exit 99
karim=1406851211 at="--now 2026-11-23T09:00"

works "nobody is handed over yet" "" --db demo.db handover list --json
is "an empty list" "[]" "$(tr -d '\n ' < out)"
refused "an offer needs a note" 1 "Write a note" --db demo.db --user meho handover offer $karim --to anlu --reason wish $at
refused "and a reason of the table" 1 "Choose the reason" --db demo.db --user meho handover offer $karim --to anlu --reason no --note x $at
refused "and a receiver" 1 "no caseworker" --db demo.db --user meho handover offer $karim --to xxxx --reason wish --note x $at
works "another team is offered the citizen" "Mette Holm → Anders Lund Friis (ASM)  not accepted yet" \
	--db demo.db --user meho handover offer $karim --to anlu --reason team --note "Ring om formiddagen." $at
refused "a second offer while one waits" 1 "offered to Anders Lund Friis already" \
	--db demo.db --user meho handover offer $karim --to nore --reason team --note "Eller du." $at
refused "only the one who was asked accepts" 1 "Only the one who takes over can accept" --db demo.db --user meho handover accept $karim $at
refused "a stranger takes nothing back" 1 "who has the citizen, can take" --db demo.db --user nore handover withdraw $karim --note x $at
refused "declining says why" 1 "Write why you decline" --db demo.db --user anlu handover decline $karim $at
works "the receiver declines" "declined" --db demo.db --user anlu handover decline $karim --note "Praktikken er hos jer." $at
works "the reason is told" '"answer": "Praktikken er hos jer."' --db demo.db handover list $karim --json
is "never the whole number" 0 "$(grep -c "$karim" out)"
refused "an answer is given once" 1 "waits for an answer" --db demo.db --user anlu handover accept $karim $at
works "the citizen is Mette's still" '"coordinator": "meho"' --db demo.db contact due --caseworker meho --json $at
is "in her list" 1 "$(grep -c 'Karim Nielsen' out)"
works "another offer" "not accepted yet" --db demo.db --user meho handover offer $karim --to nore --reason group --note "Dansk." $at
works "is taken back" "withdrawn" --db demo.db --user meho handover withdraw $karim --note "Forkert team." $at
works "a third" "not accepted yet" --db demo.db --user meho handover offer $karim --to anlu --reason group --note "Nu." $at
works "waits" "Nu\." --db demo.db handover list --open --caseworker anlu
is "alone" 2 "$(wc -l < out)"
works "and is accepted" "accepted" --db demo.db --user anlu handover accept $karim $at
works "the citizen has moved" 'Karim Nielsen' --db demo.db contact due --caseworker anlu $at
works "and nothing waits" "" --db demo.db handover list --open
is "for anybody" 0 "$(wc -l < out)"
refused "nobody writes" 1 "Say who writes" --db demo.db handover accept $karim $at
refused "an option without its text" 2 "after --to" --db demo.db --user meho handover offer $karim --to
works "the database is whole" "" --db demo.db verify
finish

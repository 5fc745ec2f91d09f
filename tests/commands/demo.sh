#!/bin/sh
# samtale demo: invented citizens around today, with something already done, and nothing left behind.
. "$(dirname "$0")/harness.sh"

# today DATABASE DAY: the first screen that day, into out
today() {
	"$samtale" --lang en --db "$1" --user meho replay --now "$2T08:30" /dev/null > out 2> err
}

# shows NAME PATTERN: the screen in out has such a line
shows() {
	name=$1
	if grep -q -e "$2" out; then
		passed=$((passed + 1))
	else
		complain "no line with $2"
		cat out
	fi
}

# A Monday, a leap day, and the night before clocks change: the dates go along.
for day in 2026-11-23 2028-02-29 2027-10-30; do
	works "a demo around $day" '' --db $day.db demo --no-console --now ${day}T09:00
	works "it is whole" 'whole' --db $day.db verify
	today $day.db $day
	shows "a conversation was broken off" '-3 d  *Oksana Kovalenko.*paused'
	shows "the day has its appointments" '^  09:00  Karim Nielsen'
	shows "a promise is overdue" '^ *!-21 d  Karim Nielsen'
	shows "a sanction case waits" '^ *!-4 d  *Tariq Mahmoud'
	shows "a step is due" 'today  Lis Æbelø'
	shows "somebody who got a job is asked how it goes" 'Jens Ø. Madsen  *in work since'
done
"$samtale" --lang da --db da.db demo --no-console --now 2026-11-23T09:00
is "in Danish the same is done" \
	"$("$samtale" --db 2026-11-23.db verify --json | grep -e '"rows"' -e '"ops"')" \
	"$("$samtale" --db da.db verify --json | grep -e '"rows"' -e '"ops"')"

printf '/ "karim" <Enter> s\n' |
	"$samtale" --lang en --db 2026-11-23.db --user meho replay --now 2026-11-23T09:00 - > out 2> err
shows "what was said last time stands beside the question" 'Jeg har søgt tre job'

if command -v script > /dev/null; then
	console_begin demo
	is "the demo's folder is nobody else's" 'drwx------' "$(ls -ld samtale-demo-* | cut -c 1-10)"
	console_end "the demo leaves with 0"
	is "and leaves nothing behind" '' "$(ls -d samtale-demo-* 2> /dev/null)"
	is "not even in the data folder" '' "$(ls data 2> /dev/null)"
fi
finish

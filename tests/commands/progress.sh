#!/bin/sh
# samtale progress: what the screen tells, for a script; never the whole CPR number, never a number too early.
. "$(dirname "$0")/harness.sh"

"$samtale" --db demo.db demo --no-console --no-past --now 2026-08-03T08:00 || exit 99
cpr=1406851211

# keys MOMENT, on standard input
keys() {
	"$samtale" --lang en --db demo.db --user meho replay --now "$1" - > /dev/null 2> err || complain "the keys did not play"
}

works "nobody measured" '^140685-\*\*\*\*  Nothing has been measured yet' --db demo.db progress $cpr

name="the citizen answers"
keys 2026-08-03T09:00 << 'END'
/ "karim" <Enter> m <Enter> 1
"9" <Enter> "9" <Enter> "9" <Enter> "8" <Enter> "8" <Enter> "8" <Enter> "7" <Enter> "7" <Enter> "7" <Enter> <F10>
END
works "the other side is waited for" "Waiting for the caseworker's answers, Mon 2 Nov 2026" --db demo.db progress $cpr --now 2026-08-04
is "no number of the first side is told" 0 "$(grep -c '[789]\.0' out)"
works "nor in JSON" '"waiting": true' --db demo.db progress $cpr --now 2026-08-04 --json
is "which has nulls instead" 6 "$(grep -c -e '"job": null' -e '"health": null' -e '"skills": null' out)"

name="the caseworker answers"
keys 2026-08-05T09:00 << 'END'
/ "karim" <Enter> m <Enter>
"5" <Enter> "5" <Enter> "5" <Enter> "5" <Enter> "4" <Enter> "4" <Enter> "4" <Enter> "4" <Enter> "3" <Enter> "3" <Enter> "3" <Enter> <F10>
END
works "both sides are told when both have answered" "The next measure is due Wed 4 Nov 2026" --db demo.db progress 140685-1211 --now 2026-08-06
is "with the mean of each track" "9.0 5.0 8.0 4.0 7.0 3.0" \
	"$(grep -e '^  Citizen' -e '^  Caseworker' out | sed 's/.* //' | tr '\n' ' ' | sed 's/ $//')"
works "the trend can be drawn in digits" '^  Citizen  *7  ' --db demo.db progress $cpr --now 2026-08-06 --digits
works "JSON has the values and the day" '"job": 9.0' --db demo.db progress $cpr --now 2026-08-06 --json
is "and when the next round is due" 1 "$(grep -c '"due": "2026-11-04"' out)"
is "and no whole CPR number" 0 "$(grep -c -e $cpr -e 140685-1211 out)"
works "the database is whole" "" --db demo.db verify

refused "a number that is none" 2 "ten digits" --db demo.db progress 123
refused "somebody who is not there" 1 "no citizen" --db demo.db progress 0101800001
is "the number is not echoed" 0 "$(grep -c 0101800001 err)"
refused "a date that is none" 2 "" --db demo.db progress $cpr --now never
finish

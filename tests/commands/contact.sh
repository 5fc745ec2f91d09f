#!/bin/sh
# samtale contact and samtale followup: what the screens tell, for a script; never the whole CPR number.
. "$(dirname "$0")/harness.sh"

"$samtale" --db demo.db demo --no-console --no-past --now 2026-11-23T08:00 || exit 99
at="--now 2026-11-23T08:00"

works "who is to be seen" '^! 2022-02-10  \|^! 20' --db demo.db contact due $at
is "what is late and has no appointment stands first" "$(sed -n 1p out | cut -c1)" "!"
is "no whole CPR number" 0 "$(grep -c '[0-9]\{10\}' out)"
works "one caseworker's, up to a day" 'Leyla Hassan' --db demo.db contact due $at --caseworker meho
works "how the day came about" 'First conversation within 7 days of Tue 17 Nov 2026: no later than Tue 24 Nov 2026' \
	--db demo.db contact due $at --caseworker meho
works "a team's, as JSON" '"team": "ASM"' --db demo.db contact due $at --team ASM --json
is "and nobody else's" 0 "$(grep -c '"team": "JOB"' out)"
works "up to a day, open ones alone" "" --db demo.db contact due $at --until 2026-11-23 --json
is "none lies after it" 0 "$(grep -c '"due": "2026-11-2[4-9]"\|"due": "2026-12\|"due": "2027' out)"
is "none is booked in time" 0 "$(grep -c '"state": "booked"' out)"
refused "a caseworker who is not there" 1 "no caseworker" --db demo.db contact due --caseworker nobody
refused "a day that is none" 2 "" --db demo.db contact due --until blue

name="three contact persons are written down"
"$samtale" --lang en --db demo.db --user meho replay --now 2026-11-23T08:30 - > /dev/null 2> err << 'END' || complain "the keys did not play"
/ "karim" <Enter> k n 1 "Mona Mentor" <F10> n 3 "Jens Jobkonsulent" <F10>
END
works "more than two" '^  3  140685-\*\*\*\*  Karim Nielsen' --db demo.db contact persons $at
is "and one citizen" 1 "$(wc -l < out)"
works "more than three" "" --db demo.db contact persons $at --more-than 3
is "is nobody" 0 "$(wc -l < out)"
refused "a number that is none" 2 "whole number" --db demo.db contact persons --more-than many

works "who is to be asked" 'Jens Ø. Madsen  *1  2026-10-24' --db demo.db followup due $at
works "as JSON" '"months": 1' --db demo.db followup due $at --caseworker meho --json
refused "hours without work" 1 "Hours belong to a job" --db demo.db --user meho followup add 1108791359 --status BENEFIT --hours 5 $at
refused "nobody writes" 1 "Tell who writes" --db demo.db followup add 1108791359 --status JOB --hours 37 $at
works "an answer is written down" '110879-\*\*\*\*  after 1 mo.: in a job, 37 hours a week (the employer): “The mentor.”' \
	--db demo.db --user meho followup add 1108791359 --status JOB --hours 37 --source arbejdsgiver --helped "The mentor." $at
works "and is not asked again" "" --db demo.db followup due $at --caseworker meho
is "until three months" 0 "$(grep -c Madsen out)"
works "the database is whole" "" --db demo.db verify
finish

#!/bin/sh
# samtale activity: kinds, counts, a citizen's activities, registering within the rules, attendance.
. "$(dirname "$0")/harness.sh"

works "a demo" '' --db demo.db demo --no-console --no-past --now 2026-11-23T08:00
day='--now 2026-11-23T09:00'

# ---- kinds
works "kinds are listed" '^PRK  Work placement' activity kinds
works "kinds as JSON" '"length": "praktik.weeks"' activity kinds --json
is "every kind is there" 20 "$("$samtale" activity kinds | grep -c '^[A-Z]')"
mkdir -p rules/activities
printf 'rules_dir = "%s/rules"\n' "$folder" > samtale.conf
printf 'kind "TRK" { da = "Truck" en = "Fork-lift" groups = "all" source = "local" confidence = "M"
  stage "invited" { da = "Inviteret" en = "Invited" sets = "invited" } }\n' > rules/activities/own.conf
works "the municipality adds a kind" '^TRK  Fork-lift' --config samtale.conf activity kinds
printf 'kind "TRK" { da = "Truck" }\n' > rules/activities/own.conf
refused "a row that lacks something names its line" 1 'own.conf:1: ' --config samtale.conf activity kinds
rm -r rules

# ---- registering
refused "nobody is said to write" 1 'initials' --db demo.db activity register 1406851211 PRK $day --config /dev/null
refused "no such kind" 1 'activity kinds lists them' --db demo.db --user meho activity register 1406851211 QQQ $day
refused "no such company" 1 '“12345678”' --db demo.db --user meho activity register 1406851211 PRK --company 12345678 $day
refused "a company is needed" 1 'No company' --db demo.db --user meho activity register 1406851211 PRK $day
refused "one day too long" 1 'praktik.weeks: LAB kap. 11.*20 Dec 2026' --db demo.db --user meho activity register 1406851211 PRK \
	--company 90000011 --end 2026-12-21 $day
refused "not for the target group" 1 'target group 2' --db demo.db --user meho activity register 1406851211 FLX \
	--company 90000011 --wage 9000 $day
works "the longest there may be" '20 Dec 2026' --db demo.db --user meho activity register 1406851211 PRK \
	--company 90000011 --hours 25 --purpose Truck $day
refused "nothing is left at that company" 1 'Nothing is left' --db demo.db --user meho activity register 1406851211 PRK \
	--company 90000011 --start 2027-01-04 $day
works "another company has its own weeks" '31 Jan 2027' --db demo.db --user meho activity register 1406851211 PRK \
	--company 90035076 --start 2027-01-04 $day
works "the other group may have thirteen weeks" '21 Feb 2027' --db demo.db --user meho activity register 2309741248 PRK \
	--company 90000011 $day
works "it is listed" 'Havnens Lager A/S: Started' --db demo.db activity list 1406851211
works "as JSON" '"planned_end": "2026-12-20"' --db demo.db activity list 1406851211 --json

# ---- attendance
works "present" '"state": "present"' --db demo.db --user meho activity attend 1406851211 --state present $day --json
works "absent with a reason" 'absent' --db demo.db --user meho activity attend 1406851211 --state absent --reason udeblevet $day
refused "absence without one" 1 'needs a reason' --db demo.db --user meho activity attend 1406851211 --state absent $day
refused "a day to come" 1 'not come yet' --db demo.db --user meho activity attend 1406851211 --state present --day 2026-11-24 $day
refused "a Sunday" 1 'not waited for' --db demo.db --user meho activity attend 1406851211 --state present --day 2026-11-22 $day
refused "no such state" 2 'present, absent or sick' --db demo.db --user meho activity attend 1406851211 --state here $day

# ---- the console: keys that are no text, counted
counted() {
	name=$1 most=$2 pattern=$3
	printf '%s\n' "$4" > keys
	cp demo.db keyed.db
	"$samtale" --lang en --db keyed.db --user meho replay --now 2026-11-23T08:30 --count keys > out 2> err
	if [ "$(tail -1 out)" -le "$most" ] && grep -q -e "$pattern" out; then
		passed=$((passed + 1))
	else
		complain "$(tail -1 out) keys, at most $most; or nothing about $pattern"
		cat out
	fi
}
counted "a placement, from Today, the citizen found" 11 'Work placement is registered' \
	'/ "nikolaj" <Enter> t n 1 "rent" <Enter> <Enter> <Enter> <Enter> "Truck" <F10> <F10>'
counted "who came: a key each" 2 '+ Karim Nielsen' 't f'
counted "who did not, and why" 3 'Karim Nielsen: did not come, nothing heard' 't a 1'
counted "what that means for availability" 4 'absent on Mon 23 Nov 2026, Havnens Lager A/S: did not' 't a 1 r'
counted "the next stage" 5 'Completed 23 Nov' '/ "karim" <Enter> t g'

counted "an extension with its reason" 10 '> 23 Nov - 23 May' \
	'/ "anna" <Enter> t e <Enter> "Promised a job" <F10>'
counted "none for the job-ready" 10 'Work placement cannot be extended for target group 2' \
	'/ "karim" <Enter> t e'
counted "stopped with a reason" 10 'stopped: stayed away' '/ "karim" <Enter> t a 1 <F10>'
counted "too long: the last day allowed is named" 12 '20 Dec 2026' \
	'/ "nikolaj" <Enter> t n 1 "rent" <Enter> <Enter> <C-u> "2027-01-29" <F10>'
counted "undone" 12 'No activity has been registered\|Taken back' \
	'/ "nikolaj" <Enter> t n 1 "rent" <Enter> <Enter> <Enter> <Enter> <F10> <F10> u'
counted "the kinds follow the language" 6 '1 Work placement' '<C-v> / "nikolaj" <Enter> t n <C-v>'

# ---- the whole
works "the database is whole" 'whole' --db demo.db verify
works "counts of a course" '^ *2  Invited' --db demo.db activity counts CHF
works "counts of an effort that is of a kind by its type" '^ *1  Started' --db demo.db activity counts CVK
refused "no such effort" 1 'no activity' --db demo.db activity counts NOPE
works "counts as JSON" '"count": 1' --db demo.db activity counts CHF --json
finish

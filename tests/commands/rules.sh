#!/bin/sh
# The law as rows: what is wrong with them, which one counts, and what a sanction costs. A change in the law is a file more.
. "$(dirname "$0")/harness.sh"

row() {
	printf 'rule "%s" { groups = %s from = "%s" %s value = "%s" source = "a test" confidence = "M" }\n' "$@"
}

# finds NAME PATTERN WORD...: exit status 1, and PATTERN on standard output
finds() {
	name=$1 pattern=$2
	shift 2
	"$samtale" --lang en rules check --on 2026-11-23 "$@" > out 2> err < /dev/null
	status=$?
	if [ $status -eq 1 ] && grep -q -e "$pattern" out; then
		passed=$((passed + 1))
	else
		cat out
		complain "exit status $status, or nothing about $pattern"
	fi
}

works "what is shipped has no fault" '0 faults' rules check --on 2026-11-23
works "what is known to be unknown is a remark" 'sanction.conf:[0-9]*: Remark: “sanction.rate”' rules check --on 2026-11-23
works "the same in JSON" '"findings": \[\]' rules check --on 2026-11-23 --json

row complaint.week all 2025-01-01 '' 6 > key.conf
finds "a misspelt key" '^key.conf:1: The program knows no rule “complaint.week”' key.conf
row complaint.weeks all 2025-01-01 '' six > value.conf
finds "a value of the wrong kind" '^value.conf:1: .*a whole number from 0 to 99999 but is “six”' value.conf
row sanction.rate '{2}' 2025-07-01 '' '<5633:200|9935:400' > rate.conf
finds "a rate that cannot be read" '^rate.conf:1: .*rates by monthly benefit' rate.conf
row refund.pct all 2026-01-01 '' '1-4:80|6-:20' > steps.conf
finds "steps with a hole" '^steps.conf:1: .*per cent by week' steps.conf
{ row complaint.weeks all 2025-01-01 '' 5; row complaint.weeks '{2, 3}' 2026-01-01 '' 6; } > overlap.conf
finds "rows for the same days" '^overlap.conf:2: .*the same days and groups in overlap.conf:1' overlap.conf
{
	row mentor.months all 2016-01-01 'to = "2019-12-31"' 6
	row mentor.months all 2020-01-01 'to = "2024-12-31"' 6
	row mentor.months all 2025-02-01 '' 9
} > gap.conf
finds "days between two rows" '^gap.conf:2: .*after 2024-12-31 until the next' gap.conf
row sick.min6m '{6}' 2020-01-01 'to = "2026-10-31"' 4 > ended.conf
finds "a key without a row today" '^ended.conf:1: .*no row after 2026-10-31.*target groups: 6' ended.conf
row complaint.weeks all 2025-01-01 '' '4 weeks' > unit.conf
finds "a value with its unit" '^unit.conf:1: .*a whole number from 0 to 99999 but is “4 weeks”' unit.conf
row sanction.limit.whole_months '{2}' 2025-01-01 '' 3.5 > half.conf
finds "half a month" '^half.conf:1: .*a whole number' half.conf
row sanction.s42.share '{2}' 2025-01-01 '' 3/1 > share.conf
finds "a share of more than the whole" '^share.conf:1: .*a fraction' share.conf
row sanction.s37.form '{2}' 2025-01-01 '' dag > form.conf
finds "a form nobody knows" '^form.conf:1: .*day, times, stop, share or repay' form.conf
row mentor.months all 2030-01-01 '' 6 | sed 's/"a test"/"none"/; s/"M"/"S"/' > source.conf
finds "read, but nobody says where" '^source.conf:1: .*names no source' source.conf
row mentor.months all 2030-01-01 '' 6 | sed 's/"a test"/""/' > nosource.conf
finds "no source at all" '^nosource.conf:1: .*source' nosource.conf
row mentor.months all 2026-02-30 '' 6 > noday.conf
finds "a row from a day that is none" '^noday.conf:1: ' noday.conf
row mentor.months all 2026-02-01 'to = "2026-01-01"' 6 > backwards.conf
finds "a row that ends before it begins" '^backwards.conf:1: ' backwards.conf
works "yesterday it had one" '0 faults' rules check --on 2026-10-30 ended.conf
printf '# mine\nrule "mentor.months" { groups = 14 }\n' > broken.conf
finds "a file that cannot be read, and the others are checked all the same" '^broken.conf:2: ' broken.conf key.conf
finds "both are told" '^key.conf:1: ' broken.conf key.conf
finds "the place is a number in JSON" '"line": 2' broken.conf --json
refused "a file that is not there" 3 'nowhere.conf' rules check nowhere.conf
refused "a day that is none" 2 'no such day' rules check --on 2026-02-30

works "the row that counts" '^sanction.rate = <5633:200' rules show sanction.rate --on 2025-01-15 --group 3
works "why it counts" 'covers 2025-01-15 and target group 3' rules show sanction.rate --on 2025-01-15 --group 3
works "a default is called one" 'Nobody has read this value in a source' rules show sanction.rate --on 2025-01-15 --group 3
works "where it stands" 'Stands in sanction.conf:' rules show sanction.rate --on 2025-01-15 --group 3
works "why another does not" 'Not UNKNOWN (from 2025-07-01, still in force.*: begins later' \
	rules show sanction.rate --on 2025-01-15 --group 3
works "how sure it is" 'RSL § 67 (read in the source)' rules show complaint.weeks --on 2026-11-23
works "the same in JSON" '"confidence": "S"' rules show complaint.weeks --on 2026-11-23 --json
refused "a value that is unknown" 1 '“sanction.rate” from 2025-07-01 is not known' rules show sanction.rate --on 2026-11-23
refused "no row" 1 'No rule “sanction.s40a.allowed” for target group 3 is in force on 2025-01-15' \
	rules show sanction.s40a.allowed --on 2025-01-15 --group 3
refused "a rule that differs between groups" 1 'differs between target groups' rules show cv.days --on 2026-11-23

# The law is changed by a file more.
mkdir rules
row sanction.rate '{2, 3, 4, 5}' 2025-07-01 '' '<6000:250|>=6000:650' > rules/rates.conf
printf 'rules_dir = "%s/rules"\n' "$folder" > samtale.conf
works "one's own row counts" '^sanction.rate = <6000:250' --config samtale.conf rules show sanction.rate --on 2025-08-01 --group 2
works "and is called one's own" "the municipality's own row" --config samtale.conf rules show sanction.rate --on 2025-08-01 --group 2
works "the folder is checked" '0 faults' --config samtale.conf rules check --on 2026-11-23

# amount SECTION EVENT WORD...: the words that ask for it
amount() {
	section=$1 event=$2
	shift 2
	words="sanction amount --provision $section --event $event --benefit 12000 --group 2 $*"
}
amount 37 2025-08-01 --contact 2025-08-05
refused "no rate, no amount" 1 '“sanction.rate” from 2025-07-01 is not known' $words
works "with a rate there is one" '2 days of 650 kr = 1300 kr' --config samtale.conf $words
amount 37 2025-01-15 --contact 2025-01-21 --decided 2025-02-03
works "every day counted is told" '15 January, 16 January, 17 January, 20 January 2025' $words
works "the sum and the month" '4 days of 600 kr = 2400 kr, taken in: February 2025 2400 kr' $words
works "the same in JSON" '"total": 2400' $words --json
amount 37 2025-01-15 --contact 2025-01-21 --decided 2025-05-01
refused "after the third month" 1 'the last month was April 2025 (LAS § 35, sanction.limit.whole_months)' $words
amount 37 2025-01-15
refused "without the day of contact" 1 'day of contact' $words
amount 39 2025-01-15
works "three times the rate" '3 times 600 kr, once = 1800 kr' $words
refused "without the benefit" 1 'monthly benefit' sanction amount --provision 37 --event 2025-01-15 --group 2
refused "without the event" 2 '--event' sanction amount --provision 37 --group 2
refused "without the section" 2 '--provision' sanction amount
finish

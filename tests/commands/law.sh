#!/bin/sh
# The law from the command line: numbers, holidays and deadlines, with the worked examples of the reference.
. "$(dirname "$0")/harness.sh"

# answers STATUS EXPECTED WORD...: that exit status, and EXPECTED (blanks and line ends do not count) on standard output
answers() {
	status=$1 expected=$(printf '%s' "$2" | tr -d ' \t\n')
	shift 2
	"$samtale" "$@" > out 2> err < /dev/null
	seen=$?
	if [ $seen -eq "$status" ] && [ "$(tr -d ' \t\n' < out)" = "$expected" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAIL: $*: exit status $seen, not $status, or not this:"
		cat out err
	fi
}

# number NUMBER STATUS REASON BIRTH_DATE REPLACEMENT, as JSON
number() {
	printf '{"number": "%s", "status": "%s", "reason": "%s", "birth_date": %s, "replacement": %s}' "$@"
}

answers 0 "[$(number 1403354003 valid none '"2035-03-14"' false)]" --json cpr check 140335-4003
answers 0 "[$(number 1204671101 warning check_digit '"1967-04-12"' false),
	$(number 6703354017 valid none '"2035-03-07"' true)]" --json cpr check 1204671101 6703354017
answers 1 "[$(number 0101354501 valid check_digit_new_year '"2035-01-01"' false),
	$(number 3102354012 refused date null false), $(number 12 refused format null false)]" \
	cpr check 0101354501 3102354012 12 --json
answers 0 '1403354003 valid 2035-03-14 Nummeret er i orden.' cpr check 1403354003
answers 2 '' cpr
answers 2 '' cpr verify 1403354003

# Great Prayer Day was a holiday to 2023; Whit Monday 2028 is Constitution Day too and stands once.
answers 0 '2028-01-01 holiday nytårsdag 2028-04-13 holiday skærtorsdag 2028-04-14 holiday langfredag
	2028-04-16 holiday påskedag 2028-04-17 holiday 2. påskedag 2028-05-25 holiday Kristi himmelfartsdag
	2028-06-04 holiday pinsedag 2028-06-05 holiday 2. pinsedag 2028-12-24 closed juleaftensdag
	2028-12-25 holiday juledag 2028-12-26 holiday 2. juledag 2028-12-31 closed nytårsaftensdag' calendar 2028
for year in 2023 2024; do
	"$samtale" --json --lang en calendar $year > $year.json 2> err || failed=$((failed + 1))
done
if grep -A2 '"date": "2023-05-05"' 2023.json | grep -q '"name": "Great Prayer Day"' && ! grep -q '2024-04-26' 2024.json; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "FAIL: Great Prayer Day"
fi
answers 2 '' calendar 1899
answers 2 '' calendar

# FROM RECEIVED DUE CHANNEL
while read -r from received due channel; do
	answers 0 "{\"received\": \"$received\", \"due\": \"$due\"}" \
		deadline --from "$from" --rule complaint --channel "$channel" --json
done <<-END
	2026-04-07 2026-04-07 2026-05-05 digital
	2026-04-27 2026-04-27 2026-05-26 digital
	2026-05-08 2026-05-08 2026-06-08 digital
	2026-11-26 2026-11-26 2026-12-28 digital
	2026-04-13 2026-04-21 2026-05-19 letter
	2025-04-14 2025-04-14 2025-05-12 digital
	2025-04-14 2025-04-25 2025-05-23 letter
	2023-04-28 2023-05-09 2023-06-06 letter
	2024-04-19 2024-04-29 2024-05-27 letter
	2026-04-10 2026-04-12 2026-05-11 qletter
END
answers 0 '2025-04-14 modtaget 2025-05-12 sidste dag 4 uger fra 14. april, Digital Post: 12. maj
	complaint.weeks = 4: RSL § 67 (læst i kilden)' \
	deadline --from=2025-04-14 --rule=complaint --explain
# A deadline that moved says from which day off, and why.
answers 0 '2026-11-26 modtaget 2026-12-28 sidste dag
	4 uger fra 26. november, Digital Post: 28. december (flyttet fra juleaftensdag 24. december)
	complaint.weeks = 4: RSL § 67 (læst i kilden)' \
	deadline --from 2026-11-26 --rule complaint --explain
answers 0 '2026-01-05 modtaget 2026-03-01 sidste dag
	udgangen af uge 8 fra 5. januar, første sygedag: 1. marts (sidste hverdag: 27. februar)
	sick.first.week = 8: SDL §§ 12, 13 b (læst i kilden)' \
	deadline --from 2026-01-05 --rule sick_first --explain
# "six working days, Mon-Fri, without 17, 18, 21 April", each named with the rule that says six.
answers 0 '2025-04-25 modtaget 2025-05-23 sidste dag
	6 hverdage efter 14. april: 15. april, 16. april, 22. april, 23. april, 24. april, 25. april;
	ikke 17. april (skærtorsdag), 18. april (langfredag), 20. april (påskedag), 21. april (2. påskedag)
	4 uger fra 25. april, brev af 14. april: 23. maj
	complaint.letter.workdays = 6: Ankestyrelsen (læst i kilden)
	complaint.weeks = 4: RSL § 67 (læst i kilden)' \
	deadline --from 2025-04-14 --rule complaint --channel letter --explain
# The rest of reference section 6.3, and whole months: "Event 2026-02-10 -> latest payment for May 2026".
while read -r from due rule group; do
	answers 0 "{\"received\": \"$from\", \"due\": \"$due\"}" \
		deadline --from "$from" --rule "$rule" --group "$group" --json
done <<-END
	2026-03-26 2026-04-07 youth_contact 13
	2026-01-05 2026-03-01 sick_first 6
	2026-04-01 2026-04-08 first_conversation 2
	2026-02-10 2026-05-31 sanction_limit 2
	2025-01-15 2025-04-30 sanction_limit 3
	2025-01-17 2025-01-24 hearing 3
	2025-02-10 2025-03-10 reassess 3
	2026-01-30 2026-03-01 youth_activity 13
END
answers 0 '{"received": "2026-01-31", "due": "2026-02-28"}' deadline --from 2026-01-31 --rule integration_contract --json
answers 2 '' deadline --from 2025-04-14 --rule klage
answers 2 '' deadline --rule complaint
answers 2 '' deadline --from 2025-02-30 --rule complaint
answers 2 '' deadline --from 2025-04-14 --rule complaint --channel pigeon
answers 1 '' deadline --from 1999-12-31 --rule complaint

# A change in the law is a change of a file.
mkdir rules
cat > rules/local.conf <<'END'
rule "complaint.weeks" { groups = "all" from = "2025-01-01" value = "6" source = "a test" confidence = "M" }
END
printf 'rules_dir = "%s/rules"\n' "$folder" > samtale.conf
answers 0 '{"received": "2025-04-14", "due": "2025-05-26"}' \
	--config samtale.conf deadline --from 2025-04-14 --rule complaint --json
# Days the municipality itself is closed move a deadline; the Friday after Ascension moves one where a row says so; the six days of the
# post and the days of a hearing are rows.
cat > rules/local.conf <<'END'
rule "deadline.closed" { groups = "all" from = "2026-12-28" to = "2026-12-30" value = "1" source = "a test" confidence = "M" }
rule "deadline.skip.ascension_friday" { groups = "all" from = "2026-01-01" value = "1" source = "a test" confidence = "M" }
rule "complaint.letter.workdays" { groups = "all" from = "2026-01-01" value = "8" source = "a test" confidence = "M" }
rule "hearing.reply.days" { groups = "all" from = "2026-01-01" value = "14" source = "a test" confidence = "M" }
END
answers 0 '{"received": "2026-11-26", "due": "2027-01-04"}' \
	--config samtale.conf deadline --from 2026-11-26 --rule complaint --json
answers 0 '{"received": "2026-04-16", "due": "2026-05-18"}' \
	--config samtale.conf deadline --from 2026-04-16 --rule complaint --json
answers 0 '{"received": "2026-04-23", "due": "2026-05-21"}' \
	--config samtale.conf deadline --from 2026-04-13 --rule complaint --channel letter --json
answers 0 '{"received": "2026-11-23", "due": "2026-12-07"}' --config samtale.conf deadline --from 2026-11-23 --rule hearing --json
answers 0 '{"received": "2026-04-16", "due": "2026-05-15"}' deadline --from 2026-04-16 --rule complaint --json
printf '\nrule "complaint.weeks" { groups = 14 }\n' > rules/local.conf
answers 1 '' --config samtale.conf deadline --from 2025-04-14 --rule complaint --json
if grep -q 'rules/local.conf:2: ' err; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "FAIL: the line of a wrong rule is not told"
fi

finish

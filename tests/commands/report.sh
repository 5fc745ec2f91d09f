#!/bin/sh
# The municipality's figures: the same whatever the order of the rows, right on two sets of data, small counts hidden.
odense=$(cd "${srcdir:-.}" && pwd)/../shared/data/odense
. "$(dirname "$0")/harness.sh"

# A caseload of its own: people CODE GROUP COUNT INVITED-ONLY IN-WORK BENEFIT-FROM; those in work come first.
people() {
	awk -v code="$1" -v group="$2" -v count="$3" -v away="$4" -v work="$5" -v from="$6" -v first="$next" '
	BEGIN {
		for (i = 0; i < count; i++) {
			n = first + i
			cpr = sprintf("%02d%02d%02d1%03d", 2 + n % 27, 1 + int(n / 27) % 12, 60 + n % 30, n)
			works = i < work
			printf "%s;Ane;Prøve%03d;;;;;;0;da;0;%d;%s;%s;%s;;;;;0;0\n", cpr, n, group, works ? "" : "kontanthjælp", \
				works ? "" : from, n % 2 ? "aaaa" : "bbbb" > "borgere.csv"
			if (!works)
				printf "%s;kontanthjælp;%s;\n", cpr, from > "ydelser.csv"
			if (code != "") {
				stays = i >= count - away
				printf "%s;%s;2025-01-06;%s;%s;%s;\n", cpr, code, stays ? "" : "2025-01-13", \
					stays ? "" : "2025-06-30", stays ? "" : "1" > "forloeb.csv"
			}
			if (works)
				printf "%s;%s;JOB;2025-08-01;37;arbejdsgiver\n", cpr, code == "" ? "ANDET" : code > "resultater.csv"
		}
	}'
	cat borgere.csv >> town/borgere.csv
	cat ydelser.csv >> town/ydelser.csv
	[ -n "$1" ] && cat forloeb.csv >> town/forloeb.csv
	[ "$5" -gt 0 ] && cat resultater.csv >> town/resultater.csv
	next=$((next + $3))
}

mkdir town turned
next=0
printf 'initialer;navn;team\naaaa;Aase Ager;JOB\nbbbb;Bo Bæk;ASM\n' > town/sagsbehandlere.csv
echo 'cpr;fornavne;efternavn;adresse;postnr;by;telefon;email;beskyttet;sprog;tolk;maalgruppe;ydelse;ydelse_fra;koordinator;a_kasse;jobmaal;disco08;uddannelse;boern;koerekort' > town/borgere.csv
echo 'cpr;ydelse;fra;til' > town/ydelser.csv
echo 'cpr;indsats;indkaldt;start;slut;gennemfoert;frafald' > town/forloeb.csv
echo 'cpr;indsats;status;dato;timer;kilde' > town/resultater.csv
cat > town/indsatser.csv << 'END'
kode;navn;type;start;slut;pris_pr_deltager;beskrivelse
KOK;Køkkenhold;kursus;2025-01-01;;10000;
BRV;Brevkursus;kursus;2025-01-01;;5000;
LIL;Lille hold;kursus;2025-01-01;;5000;
TYV;Tyve;kursus;2025-01-01;;5000;
ANDET;Andet;andet;2025-01-01;;0;
END
people KOK 2 60 20 27 2026-11-02
people BRV 2 200 0 8 2026-06-01
people LIL 3 40 0 3 2025-11-03
people TYV 3 20 0 0 2024-01-01
people "" 2 100 0 30 2024-01-01
for file in town/*.csv; do # the same rows from behind
	{ head -n 1 "$file"; sed 1d "$file" | sort -r; } > "turned/$(basename "$file")"
done
for data in town turned; do
	"$samtale" --db $data.db import $data > import.log 2>&1 || { cat import.log; exit 99; }
done

# figure DB CODE KEY: as JSON has it
figure() {
	"$samtale" --lang en --db "$1" report effect --json 2> err |
		awk -v code="\"code\": \"$2\"," -v key="\"$3\":" 'index($0, code) { found = 1 }
			found && index($0, key) { sub(/^[^:]*: /, ""); sub(/,$/, ""); print; exit }'
}

# figures DB CODE KEYS
figures() {
	for key in $3; do
		printf '%s ' "$(figure "$1" "$2" "$key")"
	done
}
funnel='invited started completed in_work rate_invited rate_started low high unknown cost_per_outcome flagged'

is "both denominators, the interval, the price" "60 40 40 27 45.0 67.5 33.1 57.5 33 14815 false " "$(figures town.db KOK "$funnel")"
is "far below the rest: to be closed" "200 200 200 8 4.0 4.0 2.0 7.7 192 125000 true " "$(figures town.db BRV "$funnel")"
is "a count under five is hidden, with all it could be computed from" \
	"40 40 40 null null null null null null null false " "$(figures town.db LIL "$funnel")"
is "and nobody's comparison gives it away" "null null " "$(figures town.db TYV 'rest rest_rate')"
is "none of twenty: shown, and too few" "20 20 20 0 0.0 0.0 0.0 16.1 20 null false " "$(figures town.db TYV "$funnel")"
works "why not" 'Too few to judge' --db town.db report effect --effort TYV
works "why" 'Ought to be closed: the upper bound of 7.7 % lies below the rest' --db town.db report effect --effort BRV
works "the hidden count is no figure in text" '40 invited, 40 began, 40 completed, \* in work' --db town.db report effect --effort LIL
works "decimal points in CSV" '^KOK;Køkkenhold;60;40;40;27;45.0;67.5;33.1;57.5;33;14815;0;' --db town.db report effect --csv
works "hidden in CSV is empty" '^LIL;Lille hold;40;40;40;;;;;;;;0;' --db town.db report effect --csv
name="a decimal comma in Danish"
"$samtale" --db town.db report effect --effort KOK > out 2> err
is "$name" 1 "$(grep -c '45,0 % af de indkaldte (33,1 % til 57,5 %), 67,5 %' out)"
works "into a file" "" --db town.db report effect --csv -o effect.csv
is "which has the bytes" 0 "$("$samtale" --lang en --db town.db report effect --csv | cmp - effect.csv > /dev/null; echo $?)"

for report in effect "refund --on 2026-11-23" "population --on 2026-11-23" "caseload --on 2026-11-23" registers; do
	for form in "" --json --csv; do
		"$samtale" --db town.db report $report $form > one 2> err
		"$samtale" --db turned.db report $report $form > two 2>> err
		is "two machines print the same bytes: report $report $form" "0 0" "$(cmp one two > /dev/null; printf '%d ' $?; grep -c . err)"
	done
	works "definition, data and hash: $report" '^Hash: [0-9a-f]\{64\}$' --db town.db report $report
done

# Weeks 4, 26, more than a year; a week's benefit is 3,000 kr.
works "the steps and their price" '^All  *33  *192  *0  *127  *670,200$' --db town.db report refund --on 2026-11-23
works "the next drop is the Monday after" '"date": "2026-11-30"' --db town.db report refund --on 2026-11-23 --json
works "one team" '^All  *16 ' --db town.db report refund --on 2026-11-23 --team ASM
works "said on it" 'never a reason in a decision' --db town.db report refund
refused "before the law" 1 'refund.pct' --db town.db report refund --on 2015-12-31
works "the policy's groups" '"job_ready_not_activated": 295' --db town.db report population --on 2026-11-23 --json
works "the goal line" 'the goal is 3.4 %: 2.7 percentage points to go' --db town.db report population --on 2026-11-23
works "each caseworker's" '^JOB  *aaaa  Aase Ager  *210' --db town.db report caseload --on 2026-11-23
works "who has begun" '^KOK  *Køkkenhold  *40$' --db town.db report registers

refused "an effort that is not there" 1 'no effort with the code' --db town.db report effect --effort NIX
refused "both forms at once" 2 'not for both' --db town.db report effect --csv --json
refused "a file without a name" 2 'file name' --db town.db report effect -o
refused "a place that cannot be written" 3 'could not be written' --db town.db report effect -o none/here.csv

# The same figures on the screens, and a decision with the figures of the day.
screen() {
	"$samtale" --lang en --db "$1" --user "$2" replay --now 2026-11-23T08:30 - 2> err
}
name="on the screen"
echo '<F2> "effect of the" <Enter>' | screen town.db aaaa > out
is "an effort to be closed has its mark" 1 "$(grep -c '! BRV .* 200 .* 8 .* 4.0 %' out)"
is "a hidden count is hidden" 1 "$(grep -c 'LIL .* 40 .* \*  *\*$' out)"
echo '<F2> "effect of the" <Enter> <Down> <Enter> L "It does not help" <F10>' | screen town.db aaaa > out
is "the review says what is decided and on what" 1 "$(tr '\n' ' ' < out | tr -s ' ' | grep -c '8 in work; 4.0 % of the invited (2.0 % to 7.7 %)')"
is "nothing is decided yet" null "$(figure town.db BRV decision)"
echo '<F2> "effect of the" <Enter> <Down> <Enter> L "It does not help" <F10> <F10>' | screen town.db aaaa > out
is "then it is" 1 "$(grep -c 'Closed Mon 23 Nov 2026 by Aase Ager: It does not help' out)"
works "the report tells" 'Closed Mon 23 Nov 2026 by Aase Ager: It does not help' --db town.db report effect --effort BRV
works "a closed effort is still counted" '"act": "close"' --db town.db report effect --effort BRV --json
works "the database is whole" "" --db town.db verify

# The published figures, where the pretend Odense is beside the source.
if [ -d "$odense" ]; then
	"$samtale" --db odense.db import "$odense" > import.log 2>&1 || { cat import.log; exit 99; }
	is "Alle skal med" "1090 1090 208 208 19.1 19.1 16.9 21.5 " \
		"$(figures odense.db ASM 'invited started completed in_work rate_invited rate_started low high')"
	is "Chaufføruddannelse" "80 24 24 24 30.0 100.0 21.1 40.8 " \
		"$(figures odense.db CHF 'invited started completed in_work rate_invited rate_started low high')"
	is "Projekt X" "12 0 0.0 0.0 24.2 false " "$(figures odense.db PRX 'invited in_work rate_invited low high flagged')"
	for count in 'FLX;Fleksjob;334' 'FRV;Fremskudt vejledning;900' 'charter;charter;120' \
		'virksomhedscenter;virksomhedscenter;104'; do
		works "$count" ";$count;" --db odense.db report registers --csv
	done
	echo '<F2> "effect of the" <Enter>' | screen odense.db loan > out
	is "the three on the screen" 3 "$(grep -c -e 'ASM .* 1,090 .* 208  *19.1 %' -e 'CHF .* 24 .* 30.0 %' -e 'PRX .* 0  *0.0 %' out)"
fi
finish

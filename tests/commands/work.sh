#!/bin/sh
# samtale match, employer and opening: rankings told with their reasons, the same bytes twice, no whole CPR number; the published
# counts of a whole municipality where its files lie beside this repository.
. "$(dirname "$0")/harness.sh"

"$samtale" --db demo.db demo --no-console --no-past --now 2026-11-23T08:00 || exit 99
karim=1406851211 on=2026-11-23

# keys MOMENT, on standard input; the count of non-text keys goes to the file keys
keys() {
	"$samtale" --lang en --db demo.db --user meho replay --now "$1" --count - > out 2> err || complain "the keys did not play"
	tail -n 1 out > keys
}

# ---- a citizen's openings, an opening's citizens ------------------------------------------------------------------

works "a citizen's openings" '^ 61  D0001  Lagermedarbejder' --db demo.db match --citizen $karim --on $on
is "the best first" D0001 "$(sed -n '3s/^ 61  //p' out | cut -c1-5)"
is "with what is missing" 1 "$(sed -n '5p' out | grep -c 'ask the citizen: forklift certificate')"
is "and no whole CPR number" 0 "$(grep -c $karim out)"
works "limited" "" --db demo.db match --citizen 140685-1211 --on $on --limit 1
is "to one" 1 "$(grep -c '^ *[0-9][0-9]*  D0' out)"
works "an opening's citizens" '140685-\*\*\*\*' --db demo.db match --opening D0001 --on $on
works "those who do not fit, with the reason" '0 fit, 10 do not\|do not' --db demo.db match --opening D0010 --on $on --excluded --limit 3
is "the reason" 3 "$(grep -c 'flex job is not a form for the target group' out)"
works "JSON" '"fits": 9' --db demo.db match --citizen $karim --on $on --json
is "tells what to ask about each" 9 "$(grep -c '"ask": ' out)"

for words in "match --citizen $karim" "match --opening D0005" "match never" "employer list" "opening list" "employer show 90000011"; do
	"$samtale" --lang en --db demo.db $words --on $on --json > one 2> err
	"$samtale" --lang en --db demo.db $words --on $on --json > two 2>> err
	is "$words prints the same bytes twice" same "$(cmp -s one two && [ -s one ] && echo same)"
done

"$samtale" --db other.db demo --no-console --no-past --now 2026-11-23T08:00 || exit 99
for words in "match --citizen $karim" "match --opening D0005" "match never"; do
	"$samtale" --db demo.db $words --on $on --limit 0 > one
	"$samtale" --db other.db $words --on $on --limit 0 > two
	is "$words: two machines print the same" same "$(cmp -s one two && [ -s one ] && echo same)"
done

# ---- who is never proposed, the shortlist ---------------------------------------------------------------------------

works "who is never proposed" '^20 of 22 are never proposed: 20 never referred' --db demo.db match never --coordinator meho --on $on
works "and what would open most" 'driving licence D would open 1' --db demo.db match never --on $on
works "nobody is named without consent" 'Nobody who fits has said yes' --db demo.db match --opening D0001 --shortlist --on $on

name="consent and a referral by keys"
keys 2026-11-23T09:00 << 'END'
/ "karim" <Enter> w K 1 R <F10> <F10>
END
works "who said yes is named, the others counted" '^1. Karim Nielsen, looks for work as Lagermedarbejder' \
	--db demo.db match --opening D0001 --shortlist --on $on
is "counted" 1 "$(grep -c '^37 more fit and are not named' out)"
works "the referral stands" '^     sent' --db demo.db match --citizen $karim --on $on
works "who was referred is no longer never proposed" '^19 of 22' --db demo.db match never --coordinator meho --on $on
works "but is again after the days of the rule" '^20 of 22 are never proposed: 19 never referred, 1 not for long' \
	--db demo.db match never --coordinator meho --on 2027-02-21

# ---- employers -------------------------------------------------------------------------------------------------------

works "the employers" '^10 shown; 10 in all, 4 in the charter, 4 company centres' --db demo.db employer list --on $on
works "one kind of agreement" '"charter": 4' --db demo.db employer list --agreement charter --on $on --json
"$samtale" --db demo.db employer list --agreement charter --count --on $on > out
is "counted" 4 "$(cat out)"
name="a visit by keys"
keys 2026-11-23T09:30 << 'END'
<F2> "employers" <Enter> / "havnens" <Tab> <Enter>
END
before=$(tr -cd 0-9 < keys)
keys 2026-11-23T09:30 << 'END'
<F2> "employers" <Enter> / "havnens" <Tab> <Enter> v "Two more in January" <F10>
END
name="a visit is within six keys"
is "keys of a visit" 2 $(($(tr -cd 0-9 < keys) - before))
works "the card tells of the visit" 'Lone Bruun: Two more in January' --db demo.db employer show 90000011 --on $on
works "openings by deadline" '^D0007' --db demo.db opening list --on $on --limit 1
works "the database is whole" "" --db demo.db verify

# ---- refusals -----------------------------------------------------------------------------------------------------------

refused "nothing asked for" 2 "one citizen" --db demo.db match
refused "two things asked for" 2 "one citizen" --db demo.db match --citizen $karim --opening D0001
refused "an unknown opening" 1 "no opening with the number" --db demo.db match --opening X1
refused "an unknown citizen" 1 "no citizen" --db demo.db match --citizen 0101800001
refused "an unknown agreement" 2 "Agreements are" --db demo.db employer list --agreement venskab
refused "an unknown employer" 1 "no employer" --db demo.db employer show 12345678
refused "an unknown caseworker" 1 "no caseworker" --db demo.db match never --coordinator xxxx
refused "a shortlist as JSON" 2 "shortlist is text" --db demo.db match --opening D0001 --shortlist --json

# ---- a whole municipality ---------------------------------------------------------------------------------------------------

odense=${TEST_CASELOAD:-$(dirname "$0")/../../../shared/data/odense}
if [ -d "$odense" ]; then
	"$samtale" --db odense.db import "$odense" > /dev/null 2>&1
	"$samtale" --db odense.db employer list --agreement charter --count --on $on > out
	is "companies in the charter" 120 "$(cat out)"
	"$samtale" --db odense.db employer list --agreement virksomhedscenter --count --on $on > out
	is "company centres" 104 "$(cat out)"
	"$samtale" --db odense.db match --opening J0007 --limit 0 --on $on --json > one
	"$samtale" --db odense.db match --opening J0007 --limit 0 --on $on --json > two
	is "the same bytes twice" same "$(cmp -s one two && [ -s one ] && echo same)"
fi

finish

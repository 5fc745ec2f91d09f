#!/bin/sh
# Every guide by keyboard, in both languages, from Today to the signature: all its required answers, and how many
# keys that are not text they cost (DESIGN, section 7).
. "$(dirname "$0")/harness.sh"

"$samtale" --db fresh.db demo --no-console --no-past --now 2026-11-23T08:00 > /dev/null || exit 99

# held GUIDE USER HOUR BUDGET KEYS
held() {
	for language in da en; do
		name="$1 in $language" signed='signed\.'
		[ $language = en ] || signed='underskrevet\.'
		cp fresh.db db.db
		printf '%s\n' "$5" | "$samtale" --lang $language --db db.db replay --user "$2" --now "$3" --count - > out 2> err ||
			complain "exit status $?"
		keys=$(tail -n 1 out)
		if ! grep -q "$signed" out; then
			complain "not signed"
			cat out
		elif [ "$keys" -gt "$4" ]; then
			complain "$keys keys, more than $4"
		else
			passed=$((passed + 1))
		fi
	done
}

monday=2026-11-23T08:30
held foerste-samtale meho 2026-11-24T09:00 24 '
	s 1 1 "Haven" <Enter> 1 "Gartner" <Enter> "5" <Enter> <Enter> 2 3 <Enter> <Enter> 1 "2" <Enter> 1 1 2
	"Vi ringer sammen" <Enter> "+14" <Enter> <F10>'
held jobsamtale meho $monday 20 '
	s "Tre stillinger" <Enter> 1 "3" <Enter> 1 <Enter> 1 2 <Enter> 1 4 <Enter> 1 1 "7" <Enter>
	"Sende CV til lageret" <Enter> "+14" <Enter> <F10>'
held alle-skal-med meho $monday 10 '
	<Down> s "Min søvn" <Enter> <C-t> 5 <Enter> <Enter> "En tur hver morgen" <Enter> "+14" <Enter> <F10>'
held ungesamtale saha $monday 22 '
	s 2 1 1 "4" <Enter> 3 <Enter> <Enter> 1 5 <Enter> 3 1 2 1 2 1 3 "Besøge værkstedet" <Enter> 2 "+14" <Enter> <F10>'
held fastholdelse peki $monday 20 '
	s 1 2 1 1 1 "Telefonen" <Enter> "10" <Enter> 2 1 <Enter> <Enter> 1 3 <Enter> "7" <Enter>
	"Jeg ringer; chefen laver en plan; vi søger hjælpemiddel" <Enter> "+14" <Enter> <F10>'
held job-foerst nore 2026-11-24T12:30 25 '
	s 4 "tigrinya" <Enter> 2 8 <Enter> "6" <Enter> 4 1 2 <Enter> 2 2 "Køkkenhjælp" <Enter> 1 2 1 1 1 1
	"Besøge køkkenet" <Enter> "+14" <Enter> <F10>'
held raadighedssamtale meho $monday 26 '
	c a / "per ørsted" <Enter> s 4 "Jeg sov over mig" <Enter> 1 "-7" <Enter> 1 9 <Enter> 2 "-5" <Enter> 1 1 <Enter>
	"Datteren flytter hjem" <Enter> 5 3 "Kom ikke" <Enter> "+14" <Enter> <F10>'
finish

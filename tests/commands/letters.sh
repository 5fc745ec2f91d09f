#!/bin/sh
# Letters: composed, checked, kept with the step that sends them, shown as the very bytes, and bound for the Appeals Board.
. "$(dirname "$0")/harness.sh"

play() {
	case_keys "$@" || complain "the keys were refused"
}
# says NAME PATTERN FILE: the file's words, one blank between them
says() {
	name=$1
	if tr -s '\n\f ' '   ' < "$3" | grep -q -e "$2"; then
		passed=$((passed + 1))
	else
		complain "does not say $2:"
		cat "$3"
	fi
}
json() {
	"$samtale" --lang en --db case.db --json letter list --cpr "$cpr" | tr -d '\n' | sed 's/},/},\n/g' | grep "\"kind\": \"$1\"" |
		sed "s/.*\"$2\": \"*\([^\",}]*\)\"*[,}].*/\1/"
}
templates=${TEST_FORMS:?}/../../../share/letters/da
can_print=
command -v groff > /dev/null && command -v pdftotext > /dev/null && can_print=yes
anna='/ "Østergaard" <Enter>'
case="$anna <Home> <Enter>"

"$samtale" --lang en --db case.db demo --no-console --no-past --now 2025-01-15T08:00 > out 2> err || exit 99
cpr=$("$samtale" --db case.db --lang da --user meho replay --now 2025-01-15T09:00 - << 'KEYS' | sed -n 's/.*\(230974\).*/\1/p' | head -n 1
/ "Østergaard" <Enter>
KEYS
)
is "the citizen is there" 230974 "$cpr"
cpr=2309741248

works "each kind tells its parts" '\[view\] the special assessment' letter kinds
works "the shipped templates are whole" 'decision: whole' letter check

# A template of the municipality that drops a part, or misspells a field, is refused with file and line.
mkdir -p letters/da
sed '/^\[complaint\]/,/^\[words\]/d' "$templates/decision.tmpl" > letters/da/decision.tmpl
name="a template that drops a part"
"$samtale" --lang en letter check letters/da/decision.tmpl > out 2> err
is "$name is refused" 1 $?
says "$name is named" 'decision.tmpl:[0-9]*: a part that the letter must have is missing: \[complaint\] how to complain' out
sed 's/{meeting_day}/{moededag}/' "$templates/summons.tmpl" > letters/da/summons.tmpl
"$samtale" --lang en letter check letters/da/summons.tmpl > out 2> err
says "an unknown field is named with its line" 'summons.tmpl:2: this kind of letter has no such placeholder: moededag' out
rm letters/da/*.tmpl

# Composed without being kept: lacking parts are named, and what mends them.
refused "a hearing without guidance is refused by name" 1 'the provision, and when guidance was given' --db case.db --user meho \
	letter compose --kind hearing --cpr "$cpr" --now 2025-01-15T10:00
works "guidance says event, consequence and the way back" 'Sådan får du hele ydelsen igen' --db case.db --user meho letter compose --kind guidance --cpr "$cpr"
refused "no caseworker, no letter" 1 "the caseworker's name (sign in)" --db case.db letter compose --kind guidance --cpr "$cpr"
refused "an unknown kind" 2 'letter kinds lists them' --db case.db letter compose --kind brev --cpr "$cpr"

# The hearing: reviewed with its letter, and kept and sent in the same act.
play 2025-01-15T11:00 meho "$anna v <C-u> \"4/11-24\" <Enter> 1 \"Vejledning 2024-1\" <F10> <F10>"
play 2025-01-15T11:02 meho "$anna x \"Ringede 10:20, intet svar.\" <Enter> 2 <F10> <F10>"
play 2025-01-15T11:05 meho "$case <Down> <Enter> <F10> <F10>"
play 2025-01-16T11:00 meho "$case <Enter> 4 \"Ringede to gange.\" <F10> <F10>"
play 2025-01-17T11:00 meho "$case <Down> <Enter> 1 \"+8\" <Enter> \"Du kom ikke.\" <F10>"
says "the review shows the letter" 'Vi vil gerne høre dig' out
is "nothing is kept before it is confirmed" "" "$(json hearing letter)"
play 2025-01-17T11:00 meho "$case <Down> <Enter> 1 \"+8\" <Enter> \"Du kom ikke.\" <F10> <F10>"
is "the hearing was sent that day" 2025-01-17 "$(json hearing sent)"
hearing=$(json hearing letter)
"$samtale" --lang en --db case.db letter print "$hearing" > out 2> err
says "the hearing names the reply date" 'Svar senest mandag den 27. januar 2025' out
says "the hearing stands under its address" 'Anna Østergaard Rugårdsvej 48 5210 Odense NV' out

# Decision without a contact: the dispatch is refused, naming what is missing.
play 2025-01-28T11:00 meho "$case <Enter> <F10> <F10>"
play 2025-01-28T11:02 meho "$case <Down> <Enter> \"Intet svar.\" <Enter> \"Helbredet er ingen hindring.\" <Enter> \"Borgeren kan møde.\" <F10> <F10>"
play 2025-01-28T11:10 meho "$case <Down> <Enter> \"12000\" <Enter> \"20/1\" <Down> <Down> <Down> \"Du var vejledt og hørt.\" <F10>"
says "deciding is reviewed with the letter" 'Brevet (LIX [0-9]*)' out
play 2025-01-28T11:10 meho "$case <Down> <Enter> \"12000\" <Enter> \"20/1\" <Down> <Down> <Down> \"Du var vejledt og hørt.\" <F10> <PgDn>"
says "as the citizen will read it" 'Afgørelse: du får mindre udbetalt.*Vi har afgjort' out
is "and no letter is kept by reading it" "" "$(json decision letter)"
play 2025-01-28T11:10 meho "$case <Down> <Enter> \"12000\" <Enter> \"20/1\" <Down> <Down> <Down> \"Du var vejledt og hørt.\" <F10> <F10>"
is "nor by deciding" "" "$(json decision letter)"
play 2025-01-29T09:00 anlu "$case <Enter> <F10> <F10>"
cp case.db approved.db
printf 'letter_dir = "%s/letters"\n' "$folder" > samtale.conf
sed 's/^{caseworker}.*/{words}/' "$templates/decision.tmpl" > letters/da/decision.tmpl
printf '%s\n' "$case <Enter> <Enter> 1 <F10> <F10>" |
	"$samtale" --config samtale.conf --lang da --db case.db --user meho replay --now 2025-01-29T10:00 - > out 2> err
says "a decision letter without a part does not leave" 'sagsbehandlerens navn' out
is "and is not kept" "" "$(json decision letter)"
rm letters/da/decision.tmpl
play 2025-01-29T10:05 meho "$case <Enter> <Enter> 1 <F10> <F10>"
is "the decision was received the day it was sent" 2025-01-29 "$(json decision received)"
is "the complaint date follows" 2025-02-26 "$(json decision complaint)"
decision=$(json decision letter)
works "the bytes are written to a file" '' --db case.db letter show "$decision" -o decision.pdf
refused "which is not written over" 1 'is there already' --db case.db letter show "$decision" -o decision.pdf
if [ -n "$can_print" ]; then
	is "the bytes are a PDF" '%PDF-' "$(head -c 5 decision.pdf)"
	pdftotext -layout decision.pdf words
	for part in 'Afgørelse: du får mindre udbetalt' 'den 15. januar 2025' 'Dage, der tæller: 15. januar, 16. januar, 17. januar 2025' \
		'1800 kr' 'Du har ikke svaret' 'vejledning om dine rettigheder og pligter den 4. november 2024' 'Du var vejledt og hørt' \
		'Helbredet er ingen hindring' 'fuld ydelse igen' '4 uger' 'mundtlig eller skriftlig' 'Mette Holm' 'Telefon 12 34 56 78'; do
		says "the PDF has its part" "$part" words
	done
fi

# By ordinary letter: received after six working days.
cp approved.db case.db
play 2025-04-14T10:05 meho "$case <Enter> <Enter> 2 <F10> <F10>"
is "an ordinary letter of 14 April is received on the 25th" 2025-04-25 "$(json decision received)"
is "and can be complained of until 23 May" 2025-05-23 "$(json decision complaint)"
cp approved.db case.db
play 2025-04-14T10:05 meho "$case <Enter> <Enter> 1 <F10> <F10>"
is "by Digital Post of 14 April it can be complained of until 12 May" 2025-05-12 "$(json decision complaint)"

# Great Prayer Day was a holiday for the last time in 2023.
cp approved.db case.db
play 2023-04-28T10:00 meho "$anna l n 2 2 <F10> <F10>"
is "a letter of 28 April 2023 is received on 9 May" 2023-05-09 "$(json guidance received)"
cp approved.db case.db
play 2024-04-19T10:00 meho "$anna l n 2 2 <F10> <F10>"
is "a letter of 19 April 2024 is received on the 29th" 2024-04-29 "$(json guidance received)"

# Without groff the letter is kept as text, and the bundle says so.
printf 'groff = "/nowhere/groff"\n' > samtale.conf
cp approved.db case.db
printf '%s\n' "$case <Enter> <Enter> 1 <F10> <F10>" |
	"$samtale" --config samtale.conf --lang da --db case.db --user meho replay --now 2025-01-29T10:00 - > out 2> err
is "without groff the text is kept" text/plain "$(json decision media_type)"
refused "no PDF without groff" 3 'install groff; the letter can be printed as text' --config samtale.conf --db case.db --user meho \
	letter bundle --cpr "$cpr" --pdf -o bundle.pdf --now 2025-02-01T09:00

# The evidence bundle.
works "the bundle is bound" '' --db case.db --user meho letter bundle --cpr "$cpr" -o bundle.txt --now 2025-02-01T09:00
for part in '1. Vejledning om rettigheder og pligter - 4. november 2024' 'Vejledning 2024-1' 'Selve teksten er ikke gemt her' \
	'16. januar 2025: Noter et forsøg på kontakt' 'Skrevet af Anders Lund Friis, 29. januar 2025 08:00 UTC' 'Ringede to gange' \
	'5. Partshøring og svar' 'Helbredet er ingen hindring' 'BLAKE2b-256 af det, der blev sendt' 'Notater i sagen: ingen noteret' \
	'sanction.limit.whole_months = 3'; do
	says "the bundle holds it" "$part" bundle.txt
done
works "the database is whole" whole --db case.db verify
finish

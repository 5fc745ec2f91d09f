#!/bin/sh
# samtale replay: the same keys at the same moment give the same screens and the same rows, on every machine.
. "$(dirname "$0")/harness.sh"

now=2026-11-23T09:00

# replay DATABASE WORD... with the keys on standard input: the screen into out
replay() {
	database=$1
	shift
	"$samtale" --lang en --db "$database" --user meho replay --now $now "$@" - > out 2> err
}

"$samtale" --db demo.db demo --no-console --now $now || exit 99
cp demo.db again.db

replay demo.db < /dev/null
is "no keys give the first screen" 24 "$(wc -l < out)"
name="the screen is Today's" && { grep -q '^Today' out && passed=$((passed + 1)) || complain "no Today"; }

printf '<F1> "avail" <F12> c\n' | replay demo.db --count
is "text typed into a field is not counted" 3 "$(tail -n 1 out)"
printf '<F1> "avail" <F12> c\n' | replay demo.db --json
is "the count is in the JSON document" '"keys": 3,"text_keys": 5,' "$(grep -e keys out | tr -d '\n' | sed 's/  *"/"/g')"
is "the screen is a list of lines" 24 "$(sed -n '/"screen"/,$p' out | grep -c '^    "')"

printf 'c <Down>\n' | replay demo.db --trace
is "a trace has a screen after each key" "=== -:1:1 c=== -:1:3 <Down>" "$(grep '^===' out | tr -d '\n')"
printf 'c\n' | replay demo.db --styles
is "styles stand under the text and a line" 49 "$(wc -l < out)"
printf '<Resize 132x43>\n' | replay demo.db
is "a window can be made larger" 43 "$(wc -l < out)"
replay demo.db --size 40x10 < /dev/null
is "the size can be chosen" 10 "$(wc -l < out)"

printf '<F3> c\n' | replay demo.db
status=$?
name="keys behind the end of the program are told of"
judge $status 1 '-:1:6: '

mkdir long
surname=$(printf '%250s' '' | tr ' ' w)
printf 'initialer;navn;team\nmeho;Mette Holm;JOB\n' > long/sagsbehandlere.csv
cat > long/borgere.csv <<ROWS
cpr;fornavne;efternavn;adresse;postnr;by;telefon;email;beskyttet;sprog;tolk;maalgruppe;ydelse;ydelse_fra;koordinator;a_kasse;jobmaal;disco08;uddannelse;boern;koerekort
1204671101;Ida;W$surname;Vej 1;5000;Odense C;;;0;da;0;2;kontanthjælp;2026-03-09;meho;;;;;;
ROWS
"$samtale" --db long.db import long > /dev/null 2> err
printf '/ "1204" <Enter> <Enter>\n' | replay long.db
is "a long name hides neither the CPR number nor itself" "Ida Wwwww 120467-****" \
	"$(head -n 1 out | grep -o -e '^Ida Wwwww' -e '120467-\*\*\*\*' | tr '\n' ' ' | sed 's/ $//')"

# A note half-typed when the power went is there again: as it was two seconds before.
printf 'j "Called about the cou" <Wait 2s> "rse"\n' | replay demo.db
printf 'j\n' | replay demo.db
name="a draft is two seconds old at most"
grep -q 'Called about the cou' out && passed=$((passed + 1)) || complain "the draft is gone"

printf 'j "Called about the cou" <Wait 2s> "rse"\n' | replay again.db
printf 'j\n' | replay again.db
mv out first
printf 'j\n' | replay demo.db
is "the same keys give the same screen" "$(cat first)" "$(cat out)"

works "what was replayed left the database whole" 'whole' --db demo.db verify
finish

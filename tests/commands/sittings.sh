#!/bin/sh
# A conversation over many sittings, played through the program: its own guide text, answers that no longer count, a
# correction that is left in the middle.
. "$(dirname "$0")/harness.sh"

now=2026-11-23T09:00

# play DATABASE KEYS: the last screen into out
play() {
	printf '%s\n' "$2" | "$samtale" --lang en --db "$1" --user meho replay --now $now --size 100x40 - > out 2> err
}

# sees NAME PATTERN, lacks NAME PATTERN: what stands, or does not stand, on the last screen
sees() {
	name=$1
	grep -q -e "$2" out && passed=$((passed + 1)) || { complain "does not show $2"; cat out; }
}
lacks() {
	name=$1
	grep -q -e "$2" out && { complain "shows $2"; cat out; } || passed=$((passed + 1))
}

# ---- the guide a conversation began on ----------------------------------------------------------------------

# guide LANGUAGE VERSION QUESTION PLACE: with a list in a file of its own
guide() {
	mkdir -p "$folder/guides/$1"
	printf 'name,label\nhere,%s\n' "$4" > "$folder/guides/$1/places.csv"
	cat > "$folder/guides/$1/jobsamtale.conf" <<END
guide "jobsamtale" {
  version = $2
  title = "Job"
  list "places" { file = "places.csv" }
  step "only" {
    title = "Only"
    question "Q1" { type = text label = "First question" }
    question "Q2" { type = select_one label = "$3" list = "places" }
  }
}
END
}

mkdir -p "$folder/config/samtale"
echo "guide_dir = \"$folder/guides\"" > "$folder/config/samtale/samtale.conf"
guide en 1 "The old question" "Old town"
guide da 1 "Det gamle spørgsmål" "Den gamle by"
"$samtale" --db own.db demo --no-console --no-past --now $now > out 2> err || exit 99
play own.db 's "An answer" <Enter> <F3>'
sees "a conversation is paused" 'Go on where you were'
guide en 2 "The new question" "New town"
guide da 2 "Det nye spørgsmål" "Den nye by"
play own.db 's'
sees "it goes on with the text it began on" 'The old question'
lacks "nothing of the newer text is there" 'The new question'
lacks "and nobody is told that the guide has changed" 'guide has changed'
play own.db 's <F11>'
sees "in the other language too" 'Det gamle spørgsmål'
play own.db 'c / "bo" <Enter> s'
play own.db 'c / "bo" <Enter> s "An answer" <Enter>'
sees "a conversation that begins now goes by the new text" 'The new question'
rm -r "$folder/guides"
play own.db 's'
sees "and the old one does when the files are gone" 'The old question'
sees "with the choices of its list" 'Old town'
works "the texts are verified with the rest" 'whole' --db own.db verify
rm "$folder/config/samtale/samtale.conf"

# ---- answers that a changed answer takes out ------------------------------------------------------------------

"$samtale" --db talk.db demo --no-console --no-past --now $now > out 2> err || exit 99
play talk.db 's "Applied for three" <Enter> 2 "The bus was late" <Enter>
	"3" <Enter> 1 <Enter> 1 2 <Enter> 1 4 <Enter> 1 1 "7" <Enter> "Ring the nursery" <Enter> "+14" <Enter>'
sees "an answer is in the summary" 'The bus was late'
play talk.db 's <C-t> 1 <PgDn> 1 <F10>'
lacks "an answer that is no longer asked for is not in the review" 'The bus was late'
sees "the rest is" 'Applied for three'
play talk.db 's <F10> <F10> / "karim" <Enter>'
lacks "nor in the plan" 'The bus was late'
play talk.db '/ "karim" <Enter> h <Home> <Enter>'
lacks "nor in what was signed" 'The bus was late'

# ---- a correction that stops in the middle --------------------------------------------------------------------

play talk.db '/ "karim" <Enter> h <Home> <Enter> R <PgDn> 2'
sees "but it was kept, and stands there when it is asked for again" 'The bus was late'
play talk.db ''
sees "a correction under way waits on Today" 'being corrected'
play talk.db '<Enter> <F10>'
sees "it goes on with what was changed" 'JS02: done → partly'
sees "and tells of the answer that counts again" 'JS03: not asked → The bus was late'
play talk.db '<Enter> <F10> "The wrong key." <F10> <F10> <F3> <F3> <F3>'
lacks "signed, it waits no more" 'being corrected'
play talk.db '/ "karim" <Enter> h'
sees "the history has the correction" 'version 2: The wrong key'
works "both versions are verified" 'whole' --db talk.db verify
finish

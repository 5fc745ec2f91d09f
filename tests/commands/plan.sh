#!/bin/sh
# samtale plan: the one plan in plain words, its versions, and what is changed between them; keys are counted as people press them.
. "$(dirname "$0")/harness.sh"

"$samtale" --db demo.db demo --no-console --no-past --now 2026-11-23T08:00 || exit 99
cpr=1406851211

# keys, on standard input; the count of keys that are no text in $count
keys() {
	"$samtale" --lang en --db demo.db --user meho replay --now "${moment:-2026-11-23T09:00}" --count - > out 2> err ||
		complain "the keys did not play"
	count=$(tail -n 1 out)
}

works "a plan that nobody has begun" "The goal is not written yet" --db demo.db plan show $cpr --now 2026-11-23
refused "there is no version to compare" 1 "no version 1" --db demo.db plan compare $cpr 1 0

name="a goal and a step"
keys << 'END'
/ "karim" <Enter> p
END
opened=$count
keys << 'END'
/ "karim" <Enter> p g <C-u> "et fast job på et lager" <F10>
END
is "the goal takes few keys" 3 $((count - opened))
keys << 'END'
/ "karim" <Enter> p a "Ring til Bilka" <Enter> "+7" <F10>
END
is "a step takes 6 keys at most" 3 $((count - opened))
keys << 'END'
/ "karim" <Enter> p A <F10> <F10>
END
is "the citizen's yes takes 4 keys at most" 3 $((count - opened))

works "the plan in plain words" "^- Ring til Bilka. I do it by Monday 30 November 2026 at the latest" --db demo.db plan show $cpr --text --now 2026-11-23
is "with the citizen's yes" 1 "$(grep -c 'I said yes to this plan on Monday 23 November 2026' out)"
is "and no CPR number" 0 "$(grep -c $cpr out)"
"$samtale" --lang da --db demo.db plan show $cpr --now 2026-11-23 > danish
is "in Danish" 1 "$(grep -c 'Ring til Bilka. Det gør jeg selv senest mandag den 30. november 2026' danish)"

works "into a file" "" --db demo.db plan show $cpr -o plan.txt --now 2026-11-23
is "that only its owner reads" "-rw-------" "$(ls -l plan.txt | cut -c1-10)"
is "and that holds the same" 1 "$(grep -c 'Ring til Bilka' plan.txt)"
refused "a file that cannot be written" 3 "could not be written" --db demo.db plan show $cpr -o no/such/folder

works "the version" "  1  Mon 23 Nov 2026  Mette Holm  the citizen's answer" --db demo.db plan versions $cpr
works "as JSON" '"conversation": false' --db demo.db --json plan versions $cpr
works "nothing is changed" "Nothing is changed" --db demo.db plan compare $cpr

name="a step is moved on"
moment=2026-11-24T09:00
keys << 'END'
/ "karim" <Enter> p <Down> <Enter> <Enter> <C-u> "+14" <F10>
END
works "the change shows" '^- Ring til Bilka (the citizen, 30 Nov, agreed)' --db demo.db plan compare $cpr 1 0
is "beside what came" 1 "$(grep -c '^+ Ring til Bilka (the citizen, 8 Dec, agreed)' out)"
works "and in JSON" '"changes": 1' --db demo.db --json plan compare $cpr 1 0
works "the yes is to what it was" '"state": "changed_since"' --db demo.db --json plan show $cpr
works "the database is whole" "" --db demo.db verify

refused "a number that is none" 2 "ten digits" --db demo.db plan show 123
refused "one version number" 2 "two version numbers" --db demo.db plan compare $cpr 1
refused "somebody who is not there" 1 "no citizen" --db demo.db plan show 0101800001
finish

#!/bin/sh
# A guide with a repeat, played through the program: another one, one taken away, and on another day the same ones.
. "$(dirname "$0")/harness.sh"

# play KEYS: a screen after each key into out
play() {
	printf '%s\n' "$1" | "$samtale" --lang en --db own.db --user meho replay --now 2026-11-23T09:00 --trace - > out 2> err
}
sees() {
	name=$1
	grep -q -e "$2" out && passed=$((passed + 1)) || { complain "does not show $2"; cat out err; }
}

mkdir -p "$folder/config/samtale" "$folder/guides/en"
echo "guide_dir = \"$folder/guides\"" > "$folder/config/samtale/samtale.conf"
cat > "$folder/guides/en/jobsamtale.conf" <<'END'
guide "jobsamtale" {
  version = 1
  title = "Family"
  step "children" {
    title = "Children"
    repeat "child" {
      label = "Child"
      question "name" { type = text label = "What is the child called?" }
      question "age" { type = integer label = 'How old is ${name}?' }
    }
    question "sum" { type = calculate calculation = 'sum(${age})' }
    question "told" { type = note label = 'Together they are ${sum} years old.' }
    question "when" { type = time label = "When do they sleep?" }
    question "order" { type = rank label = "What matters most?" choices = { "home", "job" } }
    question "seen" { type = acknowledge label = "This was read." }
  }
}
END
"$samtale" --db own.db demo --no-console --no-past --now 2026-11-23T08:00 > out 2> err || exit 99

play 's "Ida" <Enter> "4" <Enter> 1 "Bo" <Enter> "7" <Enter> 2 <BackTab> <BackTab> <C-t> <Esc> <C-z> <Esc> <F3>'
sees "after the first one another is asked for" 'One more: Child?'
sees "a label asks by the name of its own instance" 'How old is Bo?'
sees "it says which one it is" 'Child 2 of 2'
sees "no goes on, and all of them count" 'Together they are 11 years old.'
sees "the steps list the instances" '3   Child 2 of 2'
sees "taking one away is asked about first" 'Take Child 2 of 2 away?'
play 's <C-t> 3 <C-z> 2 2 <Enter> "19.30" <Enter> 2 1 <Enter> 1'
sees "one that is taken away does not count" 'Together they are 4 years old.'
sees "ranks are given in the order they are picked" '1 \[2\] home'
sees "a conversation with a repeat is closed like any other" 'Child 1 of 1:'

finish

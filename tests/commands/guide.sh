#!/bin/sh
# The guide workshop, through the program itself.
. "$(dirname "$0")/harness.sh"

# ---- the family
works "the family tells of its commands" "^  guide list" guide --help
works "a command of the family has its own help" "Usage: samtale guide list" guide list --help
refused "a family without a word" 2 'missing' guide
refused "an unknown command of the family" 2 'no command "guide zebra"' guide zebra
refused "a misspelt command of the family names its neighbour" 2 'Did you mean "guide list"' guide lits
refused "an option in place of a command" 2 'no option --zebra' guide --zebra

# ---- list
works "the guides are listed" "^jobsamtale  *v[0-9]" guide list
works "the guides are listed, in JSON" '"id": "jobsamtale"' guide list --json

# ---- run
cat > form.conf << 'END'
guide "form" {
  version = 2
  title = "Form"
  for = { 4, 2 }
  step "one" {
    title = "One"
    question "q_job" { type = select_one label = "Any work?" choices = { "yes", "no" } required = true }
    question "q_hours" {
      type = integer label = "Hours?" relevant = '${q_job} = "yes"' required = true
      constraint = '. <= 37' constraint_message = "37 at most."
    }
    question "q_places" { type = select_multiple label = "Where?" choices = { "a", "b", "c" } relevant = '${q_hours} > 0' }
    question "q_half" { type = calculate calculation = '${q_hours} div 2' }
    question "q_next" { type = date label = "When?" default = "2026-12-01" feeds = { "appointment" } }
    question "q_group" { type = text label = "Group" relevant = '${target_group} = 2 and ${age} >= 18 and ${has_children} = 1' }
  }
}
END

# plays NAME STATUS ANSWERS WORD...: what is printed stands in out
plays() {
	name=$1 status=$2
	printf '%s' "$3" > answers.json
	shift 3
	"$samtale" --lang en guide run form.conf --answers answers.json --now 2026-11-23 --json "$@" > out 2> err
	is "$name: exit status" "$status" $?
}

# field QUESTION FIELD: of the document in out
field() {
	sed -n "/\"name\": \"$1\"/,/}/s/^      \"$2\": \(.*[^,]\),*\$/\1/p" out
}

# whole FIELD: a simple field of the whole document
whole() {
	sed -n "s/^  \"$1\": \(.*[^,]\),*\$/\1/p" out
}

plays "a conversation that could be closed" 0 '{"q_next": "2026-12-08", "q_places": ["c", "a"], "q_hours": 20, "q_job": "yes"}'
is "answers are played in the guide's order, not the file's" '"20"' "$(field q_hours value)"
is "several choices are kept in the guide's order" '"a c"' "$(field q_places exported)"
is "a calculation is done" '"10"' "$(field q_half exported)"
is "a date is told as people read it" '"Tue 8 Dec 2026"' "$(field q_next text)"
is "it is complete" true "$(whole complete)"
is "the guide's first group is taken" 1 "$(grep -c '"target_group": 2' out)"
is "nobody's age is made up" 1 "$(grep -c '"age": null' out)"
is "what is exported is in order" 'q_job q_hours q_places q_half q_next ' \
	"$(sed -n '/^  "export": {/,/^  }/s/^    "\([a-z_]*\)".*/\1/p' out | tr '\n' ' ')"
is "what an answer becomes is told" 1 "$(grep -c '"kind": "appointment"' out)"
cp out first
plays "the same again" 0 '{"q_next": "2026-12-08", "q_places": ["c", "a"], "q_hours": 20, "q_job": "yes"}'
is "the same answers give the same document" '' "$(cmp first out 2>&1)"

plays "a missing answer" 1 '{}'
is "what is missing says so" true "$(field q_job missing)"
is "and is counted" 1 "$(whole missing)"
is "what is not relevant is not missing" false "$(field q_hours missing)"
is "a default is exported, though nobody answered" '"2026-12-01"' "$(field q_next exported)"
is "but it is no answer" '"none"' "$(field q_next state)"

plays "an answer that cannot be" 1 '{"q_job": "yes", "q_hours": 38}'
is "the guide's own words tell why" '"37 at most."' "$(field q_hours error)"
is "it is not kept" '""' "$(field q_hours value)"
plays "a choice that is none" 1 '{"q_job": "maybe"}'
is "is told" 1 "$(whole invalid)"

plays "states instead of values" 0 '{"q_job": "yes", "q_hours": {"state": "declined"}, "q_next": null}'
is "a declined answer is one" '"declined"' "$(field q_hours state)"
plays "a parked answer" 1 '{"q_job": {"state": "parked"}}'
is "a parked answer is missing" true "$(field q_job missing)"

plays "sittings" 0 '[{"q_job": "yes", "q_hours": 20}, {"q_job": "no"}]'
is "an answer that is not relevant any more is kept" '"20"' "$(field q_hours value)"
is "but not exported" '""' "$(field q_hours exported)"
plays "an answer to what was not asked" 0 '{"q_job": "no", "q_hours": 20}'
is "is told" '    "q_hours"' "$(sed -n '/unused_answers/,/]/p' out | sed -n 2p)"
plays "what is known of the citizen" 0 '{"q_job": "no"}' --group 2 --age 18 --children 1
is "expressions may ask for it" true "$(field q_group relevant)"
plays "another citizen" 0 '{"q_job": "no"}' --group 2 --age 17 --children 1
is "another citizen, another answer" false "$(field q_group relevant)"

cat > repeats.conf << 'END'
guide "repeats" {
  version = 1
  title = "Repeats"
  step "one" {
    title = "One"
    question "q_any" { type = select_one label = "Any?" choices = { "yes", "no" } }
    repeat "child" {
      label = "Child"
      relevant = '${q_any} = "yes"'
      question "q_name" { type = text label = "Name?" required = true }
      question "q_age" { type = integer label = "Age?" constraint = '. < 18' constraint_message = "No child." }
      repeat "school" {
        label = "School"
        relevant = '${q_age} > 5'
        question "q_school" { type = text label = 'Which school does ${q_name} go to?' }
      }
    }
    question "q_sum" { type = calculate calculation = 'sum(${q_age})' }
  }
}
END
cp form.conf kept.conf && cp repeats.conf form.conf
plays "repeats" 1 '{"q_any": "yes", "child[1]/q_name": "Ea", "child[1]/q_age": 3, "child[2]/q_name": "Bo", "child[2]/q_age": 9,
	"child[2]/school[2]/q_school": "East", "child[2]/school[1]/q_school": "West", "child[3]/q_age": 30}'
is "answers bring the instances they speak of, in order" 'q_any child[1]/q_name child[1]/q_age child[1]/school child[2]/q_name child[2]/q_age child[2]/school[1]/q_school child[2]/school[2]/q_school child[2]/school child[3]/q_name child[3]/q_age child[3]/school child q_sum ' \
	"$(sed -n 's/^      "name": "\(.*\)",/\1/p' out | tr '\n' ' ')"
is "what does not apply to an instance is not asked" false "$(field 'child\[1\]\/school' relevant)"
is "a label speaks of its own instance" '"Which school does Bo go to?"' "$(field 'child\[2\]\/school\[2\]\/q_school' label)"
is "an instance of its own misses its answer" true "$(field 'child\[3\]\/q_name' missing)"
is "and refuses its answer" '"No child."' "$(field 'child\[3\]\/q_age' error)"
is "a calculation goes over all of them" '"12"' "$(field q_sum exported)"
plays "an instance taken away" 0 '[{"q_any": "yes", "child[2]/q_name": "Bo", "child[1]/q_name": "Ea"}, {"child": [2]}]'
is "is not exported" 'q_any child[2]/q_name ' \
	"$(sed -n '/^  "export": {/,/^  }/s/^    "\([^"]*q_[^"]*\)".*/\1/p' out | tr '\n' ' ' | sed 's/q_sum //')"
cp kept.conf form.conf

echo '{"q_jub": "no"}' > wrong.json
refused "a question that is not there names its neighbour" 2 'Did you mean q_job' guide run form.conf --answers wrong.json
echo '{"q_job" "no"}' > wrong.json
refused "what is no JSON is told with its line" 2 'wrong.json:1:' guide run form.conf --answers wrong.json
echo '{"q_job": true}' > wrong.json
refused "an answer of no known kind" 2 'q_job' guide run form.conf --answers wrong.json
echo '{"q_job": {"state": "given"}}' > wrong.json
refused "an answer without its value" 2 'q_job' guide run form.conf --answers wrong.json
echo '[3]' > wrong.json
refused "a list of something else" 2 'object' guide run form.conf --answers wrong.json
refused "answers that are not there" 2 'nowhere.json' guide run form.conf --answers nowhere.json
refused "a target group that is none" 2 '1 to 13' guide run form.conf --group 14
refused "an age in letters" 2 'digits' guide run form.conf --age old
refused "a day that is none" 2 'moment' guide run form.conf --now tomorrow
refused "a guide that is not there" 1 'nosuch' guide run nosuch
echo 'guide "broken" {' > broken.conf
refused "a guide that is broken" 1 'broken.conf:' guide run broken.conf
printf '{"q_job": "no\\u001b[31m"}' > control.json
"$samtale" guide run form.conf --answers control.json > out 2>&1
is "no control character from an answer is printed" 0 "$(grep -c "$(printf '\033')" out)"

# ---- check
works "the shipped guides are without errors" 'da/jobsamtale.conf: LIX [0-9]*, [0-9]* keys, 0 errors' guide check
is "all of them, in both languages" 0 "$(grep -c ': error: ' out)"
mkdir -p own/da own/en
sed 's/"Any work?"/"Arbejde?"/' form.conf > own/da/form.conf
sed '/question "q_half"/d' form.conf > own/en/form.conf
name="findings are an exit status"
"$samtale" --lang en guide check own/da/form.conf > out 2> err
is "$name" 1 $?
is "a finding has file and line" 1 "$(grep -c '^own/da/form.conf:13: error: question q_half is not in own/en/form.conf; ' out)"
is "the file beside it is found" 1 "$(grep -c '^own/da/form.conf:1: warning: no question becomes the next step' out)"
"$samtale" --lang en guide check own/da/form.conf --json > out 2> err
is "and in JSON" 1 "$(grep -c '"check": "languages_differ"' out)"
name="what the loader refuses is a finding"
"$samtale" --lang en guide check broken.conf > out 2> err
is "$name" 1 $?
is "with its line" 1 "$(grep -c '^broken.conf:2: error: ' out)"
refused "a file that is not there" 1 'nowhere.conf' guide check nowhere.conf
refused "a guide that is not there, to check" 1 'nosuch' guide check nosuch

# ---- diff
works "a guide is like itself" 'ask the same' guide diff jobsamtale jobsamtale
sed 's/"Hours?"/"How many hours?"/; /question "q_half"/d; s/version = 2/version = 3/' form.conf > after.conf
name="what changed is told"
"$samtale" --lang en guide diff form.conf after.conf > out 2> err
is "$name" 1 $?
is "in words" 'The guide has another version.
  before: 2
  now:    3
q_hours is worded otherwise.
  before: Hours?
  now:    How many hours?
q_half is taken away.' "$(cat out)"
"$samtale" --lang en guide diff form.conf after.conf --json > out 2> err
is "and in JSON" 3 "$(grep -c '"kind"' out)"
refused "a diff of one" 2 'missing' guide diff form.conf
refused "a diff with nothing" 2 'nowhere.conf' guide diff form.conf nowhere.conf

# ---- preview
works "a guide is previewed" '=== q_job' guide preview form.conf --now 2026-11-23
is "each question asked has its screen" 'q_job q_hours q_places q_next q_group closing ' \
	"$(sed -n 's/^=== //p' out | tr '\n' ' ')"
is "it is the console's screen" 6 "$(grep -c '^Karim Nielsen  140685-\|^Close conversation' out)"
is "of 24 lines" 150 "$(wc -l < out)"
is "the question is on it" 1 "$(sed -n '/^=== q_hours/,/^=== q_places/p' out | grep -c 'Hours?')"
works "in another size" '^=== q_job' guide preview form.conf --now 2026-11-23 --size 60x12
is "of 12 lines" 78 "$(wc -l < out)"
works "repeats are previewed" '=== child$' guide preview repeats.conf --now 2026-11-23
is "each question of an instance, and then whether there is one more" \
	'q_any child[1]/q_name child[1]/q_age child[1]/school[1]/q_school child[1]/school child closing ' \
	"$(sed -n 's/^=== //p' out | tr '\n' ' ')"
cat > types.conf << 'END'
guide "types" {
  version = 1
  title = "Types"
  step "one" {
    title = "One"
    question "q_time" { type = time label = "Time?" }
    question "q_moment" { type = datetime label = "Moment?" }
    question "q_read" { type = acknowledge label = "Read?" }
    question "q_rank" { type = rank label = "Rank?" choices = { "a", "b", "c" } }
    question "q_place" { type = geopoint label = "Place?" }
    question "q_picture" { type = image label = "Picture?" }
    question "q_text" { type = note label = "A text." }
    question "q_shown" { type = text label = "Shown." read_only = true default = "x" }
    question "q_part" { type = decimal label = "Part?" }
    question "q_scale" { type = range label = "Scale?" }
    question "q_many" { type = select_multiple label = "Many?" choices = { "a", "b" } or_other = true }
  }
}
END
works "every type of question is previewed" '=== q_many_other' guide preview types.conf --now 2026-11-23
works "in Danish, too" '=== q_many_other' --lang da guide preview types.conf --now 2026-11-23
for guide in $("$samtale" guide list | cut -d ' ' -f 1); do
	works "the console walks through $guide" '=== closing' guide preview "$guide" --now 2026-11-23
done
works "a shipped guide is previewed, in JSON" '"question": "JS17"' guide preview jobsamtale --now 2026-11-23 --group 2 --json
is "with what was pressed" 1 "$(grep -c '"keys": "<C-u> \\"2026-11-30\\" <Enter>"' out)"
is "nothing is left behind" '' "$(ls -d "$folder"/samtale-demo-* 2> /dev/null)"
refused "a size that is none" 2 '80x24' guide preview form.conf --size 80

finish

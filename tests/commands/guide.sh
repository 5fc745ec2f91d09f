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

finish

#!/bin/sh
# The worked case without a screen, act by act from the command line; who cannot have a case; what the payment system is asked.
. "$(dirname "$0")/harness.sh"

anna=2309741248
# act MOMENT USER PATTERN ACT WORD...: it is done, and PATTERN is told
act() {
	moment=$1 user=$2 pattern=$3
	shift 3
	works "$moment $*" "$pattern" --db case.db --user "$user" sanction do "$@" --case "$case" --now "$moment"
}
# no MOMENT USER PATTERN ACT WORD...: it is refused with PATTERN
no() {
	moment=$1 user=$2 pattern=$3
	shift 3
	refused "$moment $* is refused" 1 "$pattern" --db case.db --user "$user" sanction do "$@" --case "$case" --now "$moment"
}
# paid NAME EXPECTED: every line's kroner and month
paid() {
	"$samtale" --lang en --db case.db --json sanction payments --now 2025-09-01T09:00 > out 2> err
	is "$1" "$2" "$(sed -n 's/.*"month": "\(.*\)",/\1/p; s/.*"kroner": \(.*\),/\1/p' out | tr '\n' ' ')"
}
open() {
	works "the case is opened" 'Registered' --db case.db --user meho sanction open $anna --provision 37 --event 2025-01-15 --now 2025-01-15T11:00
	case=$("$samtale" --db case.db --json sanction show $anna --now 2025-01-15T11:00 2> err | sed -n 's/.*"case": \(.*\),/\1/p')
}

"$samtale" --lang en --db fresh.db demo --no-console --no-past --now 2025-01-15T08:00 > out 2> err || exit 99
cp fresh.db case.db
printf '/ "Østergaard" <Enter> v <C-u> "4/11-24" <Enter> 1 "Vejledning 2024-1" <F10> <F10>' |
	"$samtale" --db case.db --user meho replay --now 2025-01-15T09:00 - > out 2> err || exit 99

open
is "the same event is the same case" "$case" "$("$samtale" --db case.db --user meho --json sanction open $anna --provision 37 \
	--event 2025-01-15 --now 2025-01-15T11:00 2> err | sed -n 's/.*"case": \(.*\),/\1/p')"
# "decision at once is refused with three named items"
no 2025-01-15T11:00 meho 'Missing: a real attempt to reach the citizen; party hearing; assessment\.' decide
act 2025-01-15T11:00 meho 'Ready for hearing' check_guidance
no 2025-01-15T11:00 meho 'Missing: a real attempt to reach the citizen\.' send_hearing --channel digital
act 2025-01-16T10:00 meho 'Ready' contact_attempt --channel oral --text 'Ringede to gange.'
# "hearing by Digital Post Fri 2025-01-17 with 8 days -> Mon 2025-01-27"
act 2025-01-17T10:00 meho 'In hearing' send_hearing --channel digital --due 2025-01-25 --text 'Du kom ikke.'
works "the reply date" '"due": "2025-01-27"' --db case.db --json sanction show $anna --now 2025-01-17T10:00
cp case.db heard.db
no 2025-01-27T10:00 meho 'a reply date that has passed' no_answer
no 2025-01-28T10:00 meho 'a day after the reply date' no_answer --day 2025-01-20
# "reply with illness -> complete no-sanction decision"
act 2025-01-22T10:00 meho 'Heard' citizen_answers --text 'Jeg lå syg.' --code 'ILLNESS EVIDENCE:statement'
no 2025-01-23T10:00 meho 'an assessment of every ground the citizen gave' assess --text 'Set.' \
	--code 'CIRCUMSTANCES FURTHERS'
act 2025-01-23T10:00 meho 'Assessed' assess --text 'Lægeerklæring set.' --code 'ILLNESS GROUND:accepted CIRCUMSTANCES FURTHERS'
no 2025-01-23T10:00 meho "the assessment accepts the citizen's" decide --benefit 12000 --contact 2025-01-20 --text '== considerations
x'
act 2025-01-23T10:00 meho 'Closed without sanction' decide_none --text 'Borgeren var syg.'
no 2025-01-24T10:00 meho 'closed' withdraw --text 'Igen.'

# "no reply -> from 28 January"; "the deduction is refused from 2025-05-01 with the rule quoted"
cp heard.db case.db
act 2025-01-28T10:00 meho 'Heard' no_answer
act 2025-01-28T10:00 meho 'Assessed' assess --text 'Intet svar.' --code 'CIRCUMSTANCES FURTHERS'
# An answer that comes late is assessed all the same.
act 2025-01-28T11:00 meho 'Heard' citizen_answers --text 'Jeg glemte det.'
no 2025-01-28T11:00 meho 'Missing: assessment\.' decide
no 2025-01-28T11:00 meho "a day on or after the citizen" assess --day 2025-01-27 --text 'x' --code 'CIRCUMSTANCES FURTHERS'
act 2025-01-28T11:00 meho 'Assessed' assess --text 'Glemsel er ingen grund.' --code 'CIRCUMSTANCES FURTHERS'
reasons='== considerations
Du var vejledt og hørt.'
no 2025-05-01T10:00 meho 'the last month was April 2025 (LAS § 35, sanction.limit.whole_months)' decide --benefit 12000 \
	--contact 2025-01-20 --text "$reasons"
no 2025-01-28T12:00 meho "monthly benefit" decide --text "$reasons"
no 2025-01-28T12:00 meho 'the main considerations in the letter' decide --benefit 12000 --contact 2025-01-20
act 2025-01-28T12:00 meho 'Decided' decide --benefit 12000 --contact 2025-01-20 --text "$reasons"
no 2025-01-28T12:00 meho 'a second person' approve
no 2025-01-28T12:00 meho 'the approval of a colleague' dispatch --channel digital --code SENT:12:05
no 2025-01-28T12:00 anlu 'the decision sent to the citizen' pay
act 2025-01-29T09:00 anlu 'Approved' approve
no 2025-01-29T10:00 meho 'a day on or after the day of the approval' dispatch --channel digital --code SENT:12:05 --day 2025-01-28
paid "nothing is asked before the citizen has the decision" ''
act 2025-01-29T10:00 meho 'The citizen has the decision' dispatch --channel digital --code SENT:10:00
cp case.db sent.db
act 2025-01-30T10:00 meho 'Carried out' pay
paid "the deduction, in its month" '2025-01 1800 '
no 2025-02-03T10:00 meho 'a day of contact that is not after the one in the decision' contact
act 2025-02-03T10:00 meho 'Carried out and closed' contact --day 2025-01-17
paid "contact was earlier: the difference is paid back" '2025-01 1800 2025-01 -600 '
# A complaint in any form, also an oral one.
act 2025-02-10T10:00 meho 'Complaint' complain --channel oral --text 'Jeg fik aldrig indkaldelsen.'
works "four weeks to reassess" '"due": "2025-03-10"' --db case.db --json sanction show $anna --now 2025-02-10T10:00
cp case.db complained.db
act 2025-02-24T10:00 meho 'Reversed' change --text 'Grunden er rimelig.'
paid "a decision that was changed is paid back" '2025-01 1800 2025-01 -600 2025-01 -1200 '
# The screen tells the same.
printf '/ "Østergaard" <Enter> <Home> <Enter>' | "$samtale" --lang da --db case.db --user meho replay --now 2025-02-24T11:00 - > out 2> err
is "what is to be paid back stands in the case" 1 "$(grep -c 'Skal betales tilbage til borgeren: 1800 kr' out)"

# The Appeals Board sends it back: it is heard and decided anew, and only the difference is asked for.
cp complained.db case.db
act 2025-02-24T10:00 meho 'At the Appeals Board' uphold --text 'Indkaldelsen er sendt.'
act 2025-03-20T10:00 meho 'Ready for hearing' board_remitted --text 'Hjemvist: høringen var uklar.'
no 2025-03-20T10:00 meho 'a day on or after the day the case was sent back' contact_attempt --channel oral --text 'x' --day 2025-03-01
no 2025-03-20T10:00 meho 'Missing: a real attempt to reach the citizen; party hearing; assessment\.' decide
act 2025-03-20T10:00 meho 'Ready' contact_attempt --channel oral --text 'Ringede.'
act 2025-03-20T10:00 meho 'In hearing' send_hearing --channel digital --text 'Du kom ikke.'
act 2025-03-24T10:00 meho 'Heard' citizen_answers --text 'Jeg glemte det.'
act 2025-03-24T10:00 meho 'Assessed' assess --text 'Glemsel.' --code 'CIRCUMSTANCES FURTHERS'
cp case.db anew.db
act 2025-03-24T10:00 meho 'Decided' decide --benefit 12000 --contact 2025-01-16 --text "$reasons"
no 2025-03-24T10:00 meho 'a second person' approve
act 2025-03-25T10:00 anlu 'Approved' approve
act 2025-03-25T10:00 meho 'The citizen has the decision' dispatch --channel digital --code SENT:10:00
act 2025-03-26T10:00 meho 'Carried out' pay
"$samtale" --db case.db --json sanction payments --now 2025-09-01T09:00 > out 2> err
is "one day stands as taken" 600 "$(sed -n 's/.*"kroner": \(.*\),/\1/p' out | { sum=0; while read -r kroner; do sum=$((sum + kroner)); done; echo $sum; })"
cp anew.db case.db
act 2025-03-24T10:00 meho 'Closed without sanction' decide_none --text 'Borgeren havde ret.'
paid "without a new sanction all is paid back" '2025-01 1800 2025-01 -600 2025-01 -1200 '
cp sent.db case.db
act 2025-02-10T10:00 meho 'Complaint' complain --channel letter --text 'Jeg var syg.'
act 2025-02-24T10:00 meho 'Reversed' change --text 'Grunden er rimelig.'
paid "nothing was taken, so nothing is paid back" ''

# "for an insured citizen no case can be opened by any route, the CLI and import included"
cp fresh.db case.db
mette=1505800101
refused "the insured" 1 'Notify the a-kasse instead' --db case.db --user meho sanction open "$mette" --provision 37 \
	--event 2025-01-15 --now 2025-01-15T11:00
for provision in 36 37 37a 38 39 40 40a; do
	refused "the insured, § $provision" 1 'Notify the a-kasse instead' --db case.db --user meho sanction open "$mette" \
		--provision $provision --event 2025-01-15 --now 2025-01-15T11:00
done
# By import: whoever was on unemployment benefit on the day of the event, whatever the benefit is today.
mkdir caseload
printf 'cpr;ydelse;fra;til\n%s;dagpenge;2024-12-01;2025-01-20\n' $anna > caseload/ydelser.csv
works "a spell is imported" '' --db case.db import caseload
refused "insured on that day" 1 'On 2025-01-15 the citizen had unemployment benefit' --db case.db --user meho sanction open $anna \
	--provision 37 --event 2025-01-15 --now 2025-02-01T11:00
works "not insured later" 'Registered' --db case.db --user meho sanction open $anna --provision 37 --event 2025-01-28 --now 2025-02-01T11:00
# A folder with a case in it brings none in.
printf 'cpr;paragraf;dato\n%s;37;2025-01-15\n' "$mette" > caseload/sanktioner.csv
"$samtale" --lang en --db case.db import caseload > out 2> err
is "a case is not imported" '[]' "$("$samtale" --db case.db --json sanction show "$mette" --now 2025-02-01T11:00 2> err | tr -d ' \n')"
refused "who does it must be said" 2 'the caseworker' --db case.db sanction open $anna --provision 37 --event 2025-01-28 --now 2025-02-01T11:00
refused "an act that is none" 2 'Write an act' --db case.db --user meho sanction do forgive --case 1
refused "a case that is not here" 1 'not on this machine' --db case.db --user meho sanction do withdraw --case 1 --now 2025-02-01T11:00
works "the database is whole" whole --db case.db verify
finish

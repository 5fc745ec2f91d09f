#!/bin/sh
# The sanction case from the screen, day by day: an activity-ready citizen, guidance 2024-11-04, no-show Wed 2025-01-15.
. "$(dirname "$0")/harness.sh"

anna='/ "Østergaard" <Enter>'
case="$anna <Home> <Enter>"
decide='<Down> <Down> <Down> <Down> <Enter>'

"$samtale" --lang en --db case.db demo --no-console --no-past --now 2025-01-15T08:00 > out 2> err || exit 99
cp case.db unguided.db
at 2025-01-15T11:00 meho 'Vejledningen er gemt' "$anna v <C-u> \"4/11-24\" <Enter> 1 \"Vejledning 2024-1\" <F10> <F10>"
at 2025-01-15T11:02 meho 'Sanktionssag.*Registreret' "$anna x \"Ringede 10:20, intet svar.\" <Enter> 2 <F10> <F10>"

# "decision at once is refused with three named items"
at 2025-01-15T11:04 meho 'mangler: et reelt forsøg på at få kontakt med borgeren; partshøring; vurdering\.' "$case $decide"
at 2025-01-15T11:05 meho 'Klar til høring' "$case <Down> <Enter> <F10> <F10>"
at 2025-01-16T11:00 meho 'Gemt i sagen: Noter et forsøg' "$case <Enter> 4 \"Ringede to gange.\" <F10> <F10>"
# "hearing by Digital Post Fri 2025-01-17 with 8 days -> Mon 2025-01-27"
at 2025-01-17T11:00 meho 'Borgeren kan svare til og med man 27 jan 2025' \
	"$case <Down> <Enter> 1 \"+8\" <Enter> \"Du kom ikke den 15. januar kl. 10.\" <F10> <F10>"
at 2025-01-26T09:00 meho 'Anna Østergaard svar på partshøring' ''
cp case.db heard.db

# "reply with illness -> complete no-sanction decision"
at 2025-01-22T11:00 meho 'en dag, der ikke ligger før partshøringen' "$case <Enter> <BackTab> <C-u> \"16/1\" <Enter> 1 1 \"Syg.\" <F10>"
at 2025-01-22T11:00 meho 'Hørt' "$case <Enter> 1 3 \"Jeg lå syg med feber.\" <F10> <F10>"
at 2025-01-23T11:00 meho 'Vurderet' \
	"$case <Down> <Enter> 1 \"Lægeerklæring set.\" <Enter> \"Lungesygdom.\" <Enter> \"En sanktion ville ikke fremme noget.\" <F10> <F10>"
at 2025-01-23T11:05 meho 'vurderingen godkender borgerens grund' "$case <Down> <Enter>"
at 2025-01-23T11:10 meho 'Lukket uden sanktion.*Afgør: ingen sanktion' "$case <Enter> \"Borgeren var syg; grunden er rimelig.\" <F10> <F10>"

# "no reply -> from 28 January"
cp heard.db case.db
at 2025-01-27T11:00 meho 'svarfrist, der er udløbet' "$case <Down> <Enter>"
at 2025-01-28T11:00 meho 'Hørt' "$case <Enter> <F10> <F10>"
at 2025-01-28T11:02 meho 'Vurderet' \
	"$case <Down> <Enter> \"Intet svar.\" <Enter> \"Helbredet er ingen hindring.\" <Enter> \"Borgeren kan møde.\" <F10> <F10>"
cp case.db assessed.db

# "the deduction is refused from 2025-05-01 with the rule quoted"
at 2025-05-01T09:00 meho 'Sidste måned var april 2025 (LAS § 35, sanction.limit.whole_months)' "$case <Down> <Enter>"
at 2025-04-30T09:00 meho 'Ydelse i kr' "$case <Down> <Enter>"

# The sum stands in the review with every day counted, and nothing passes without all parts of the letter.
letter='"12000" <Enter> "20/1" <Down> <Down> <Down> "Du var vejledt og hørt."'
at 2025-01-28T11:10 meho 'ydelse pr. måned før hændelsen' "$case <Down> <Enter> \"0\" <Enter> <Enter> <Down> <Down> \"Hørt.\" <F10>"
at 2025-01-28T11:10 meho 'Hovedhensyn« skal udfyldes' "$case <Down> <Enter> \"12000\" <F10>"
at 2025-01-28T11:10 meho '15. januar, 16. januar, 17. januar 2025.*3 dage a 600 kr. = 1800 kr., der trækkes i: januar 2025' "$case <Down> <Enter> $letter <F10>"
at 2025-01-28T11:10 meho 'Afgjort.*Fradrag: 1800 kr' "$case <Down> <Enter> $letter <F10> <F10>"

# Four eyes, dispatch, payment, complaint, the Appeals Board.
at 2025-01-28T11:20 meho 'en anden person end den, der traf afgørelsen' "$case <Enter>"
at 2025-01-28T11:20 meho 'en kollegas godkendelse' "$case <Down> <Enter>"
at 2025-01-29T09:00 anlu 'Godkendt' "$case <Enter> <F10> <F10>"
at 2025-01-29T10:00 meho 'Modtaget ons 29 jan 2025. Borgeren kan klage til og med ons 26 feb 2025: 4 uger fra 29. januar, Digital Post: 26. februar' "$case <Enter> <Enter> 1 <F10>"
at 2025-01-29T10:00 meho 'Borgeren har afgørelsen.*Borgeren kan klage til og med ons 26 feb' "$case <Enter> <Enter> 1 <F10> <F10>"
at 2025-05-01T09:00 meho 'Sidste måned var april 2025' "$case <Enter>"
at 2025-01-30T10:00 meho 'Gennemført' "$case <Enter> <F10> <F10>"
at 2025-02-20T08:00 meho 'Anna Østergaard borgeren kan klage til og med den dag' ''
at 2025-02-03T10:00 meho 'ikke ligger efter den i afgørelsen' "$case <Enter> <C-u> \"i dag\" <F10>"
at 2025-02-03T10:00 meho 'Gennemført og lukket.*Fradrag: 1800 kr' "$case <Enter> <F10> <F10>"
at 2025-02-10T10:00 meho 'Klagen skal genvurderes.*senest man 10 mar 2025' "$case <Enter> 4 \"Jeg fik aldrig indkaldelsen.\" <F10> <F10>"
at 2025-02-11T08:00 meho 'Anna Østergaard klage skal genvurderes' ''
cp case.db complained.db
at 2025-02-24T10:00 meho 'Hos Ankestyrelsen' "$case <Down> <Enter> \"Indkaldelsen er sendt digitalt.\" <F10> <F10>"
cp case.db forwarded.db
at 2025-06-02T10:00 meho 'Endelig' "$case <Enter> \"Stadfæstet.\" <F10> <F10>"
# "§ 40 a for an activity-ready citizen: refused for an event in 2025"
at 2025-06-03T09:00 meho 'Udeblivelsen er gemt' "$anna x \"Kom ikke igen.\" <Enter> 1 \"Ukendt.\" <Enter> 1 <F10> <F10>"
at 2025-06-03T09:05 meho 'LAS § 37.*LAS § 40 a' "$anna S"
at 2025-06-03T09:05 meho 'Anna Østergaard 230974' "$anna S <Esc>"
at 2025-06-03T09:05 meho 'ingen gældende regel »sanction.s40a.allowed« for målgruppe 3' "$anna S 2"
at 2025-06-03T09:06 meho 'LAS § 37, hændelse tir 3 jun 2025: Registreret' "$anna S 1"
cp forwarded.db case.db
at 2025-06-02T10:00 meho 'Klar til høring' "$case <Down> <Down> <Enter> \"Hjemvist: høringen var uklar.\" <F10> <F10>"
at 2025-06-02T10:05 meho 'forsøg på at få kontakt med borgeren; partshøring; vurdering' "$case $decide"
cp complained.db case.db
at 2025-02-24T10:00 meho 'Omgjort' "$case <Enter> \"Grunden er rimelig.\" <F10> <F10>"

# "Without guidance the path is closed."
cp unguided.db case.db
at 2025-01-15T11:02 meho 'Sanktionssag.*Registreret' "$anna x \"Ringede 10:20, intet svar.\" <Enter> 2 <F10> <F10>"
at 2025-01-15T11:05 meho 'Spærret: ingen vejledning' "$case <Down> <Enter> <F10> <F10>"
at 2025-01-16T11:05 meho 'skriftlig vejledning før hændelsen' "$case <Down> <Down> <Down> <Enter>"
at 2025-01-16T11:05 meho 'Lukket uden sanktion' "$case <Enter> <F10> <F10>"
# "for an insured citizen no case can be opened by any route"
at 2025-01-15T11:05 meho 'ikke være en sanktionssag\|ingen sanktionssag' '/ "mette aagaard" <Enter> S'
works "the database is whole" whole --db case.db verify
finish

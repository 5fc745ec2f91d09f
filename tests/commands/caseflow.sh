#!/bin/sh
# What reaches the caseworker on Today, and what is one key away: an overdue hearing decided from there, a note bound to
# the case, the a-kasse's answer, a letter that lacks a part.
. "$(dirname "$0")/harness.sh"

anna='/ "Østergaard" <Enter>'
case="$anna <Home> <Enter> <Home>"
mette='/ "mette aagaard" <Enter>'

"$samtale" --lang en --db case.db demo --no-console --no-past --now 2025-01-15T08:00 > out 2> err || exit 99
cp case.db fresh.db

# ---- an overdue hearing, from Today to the decision ----
at 2025-01-15T11:00 meho 'Vejledningen er gemt' "$anna v <C-u> \"4/11-24\" <Enter> 1 \"Vejledning 2024-1\" <F10> <F10>"
at 2025-01-15T11:02 meho 'Sanktionssag.*Registreret' "$anna x \"Ringede 10:20, intet svar.\" <Enter> 2 <F10> <F10>"
at 2025-01-15T11:05 meho 'Klar til høring' "$case <Down> <Enter> <F10> <F10>"
at 2025-01-16T11:00 meho 'Gemt i sagen: Noter et forsøg' "$case <Enter> 4 \"Ringede to gange.\" <F10> <F10>"
at 2025-01-17T11:00 meho 'Borgeren kan svare til og med man 27 jan 2025' \
	"$case <Down> <Enter> 1 \"+8\" <Enter> \"Du kom ikke den 15. januar kl. 10.\" <F10> <F10>"
# The letter of the hearing is kept and can be read.
at 2025-01-17T11:02 meho 'Sagens breve.*17 jan partshøring.*17 jan Digital Post' "$case l"
at 2025-01-17T11:02 meho 'Vi har noteret, at' "$case l <Enter>"
at 2025-01-17T11:03 meho 'Skrevet til bundle.pdf' "$case E <C-u> \"bundle.pdf\" <F10>"
is 'the bundle is for its owner alone' '-rw-------' "$(ls -l bundle.pdf | cut -c1-10)"
at 2025-01-17T11:04 meho 'findes allerede' "$case E <C-u> \"bundle.pdf\" <F10>"

# On Today the date stands with how it was counted; Enter leads to the step that an overdue answer calls for.
at 2025-01-28T09:00 meho '!-1 d Anna Østergaard svar på partshøring .*svar på partshøring: som brevet af fre 17 jan 2025 siger' '<Down>'
at 2025-01-28T09:00 meho '> Noter, at der ikke kom svar' '<Down> <Enter>'
# From Today: five keys and the case is heard; the assessment and the decision follow from where one stands.
assess='<Down> <Enter> "Intet svar." <Enter> "Helbredet er ingen hindring." <Enter> "Borgeren kan møde." <F10> <F10>'
decide='<Down> <Enter> "12000" <Enter> "20/1" <Down> <Down> <Down> "Du var vejledt og hørt." <F10> <F10>'
at 2025-01-28T09:01 meho 'Afgjort' "<Down> <Enter> <Enter> <F10> <F10> $assess $decide"

# Four eyes: a colleague has the decision on Today and approves it from there.
at 2025-01-29T09:00 meho 'din afgørelse venter på en kollegas godkendelse' ''
at 2025-01-29T09:00 anlu '> i går Anna Østergaard afgørelse af meho venter på din godkendelse\|afgørelse af meho venter på din' ''
at 2025-01-29T09:01 anlu 'Godkendt' '<Enter> <Enter> <F10> <F10>'
at 2025-01-29T09:02 anlu 'I dag' ''
at 2025-01-29T09:02 meho 'afgørelsen er ikke sendt endnu' ''

# The last month of a deduction comes near while the decision lies unsent.
at 2025-04-10T09:00 meho 'sidste måned for fradrag i sagen' ''

# ---- a note bound to the case, from a half-filled form ----
at 2025-01-29T10:00 meho 'Hører til Anna Østergaard, sanktionssagen LAS § 37, 15 jan' "$case <Down> <Enter> \"Halvt skre\" <C-c>"
at 2025-01-29T10:00 meho 'Begrundelse Halvt skre.*Notatet er gemt' "$case <Down> <Enter> \"Halvt skre\" <C-c> \"Ringede og spurgte til sagen.\" <F10>"
at 2025-01-29T10:01 meho 'Notat: Ringede og spurgte til sagen. (' "$case"
at 2025-01-29T10:01 meho 'I sanktionssagen: Ringede og spurgte til sagen' "$anna h"

# ---- a notification that is answered, and one that is not ----
cp fresh.db case.db
at 2025-01-15T11:00 meho 'Underretningen er gemt' "$mette A <Enter> 5 <Enter> \"9:30\" <Enter> \"Digital Post\" <Enter> \"Viste ingen joblog.\" <F10> <F10>"
at 2025-01-20T11:00 meho 'Mette Aagaard .*ubesvaret i 5 dage' ': "underretninger" <Enter>'
at 2025-01-28T08:00 meho 'Hawa\|I dag' ''
at 2025-01-29T08:00 meho 'Mette Aagaard *intet svar fra' ''
cp case.db unanswered.db
at 2025-01-29T08:00 meho 'en dag, der ikke ligger før underretningen' ': "underretninger" <Enter> <Enter> 2 <C-u> "10/1" <F10>'
at 2025-01-29T08:01 meho 'Svaret er gemt' ': "underretninger" <Enter> <Enter> 2 <F10> <F10>'
at 2025-01-29T08:02 meho 'A2 står ikke til rådighed' ': "underretninger" <Enter>'
at 2025-01-29T08:03 meho 'a-kassen svarer: A2' "$mette h"
name='an answered notification is not waited for on Today'
printf '' | "$samtale" --lang da --db case.db --user meho replay --now 2025-01-30T08:00 - > out 2> err
grep -q 'intet svar fra' out && complain 'it is' || passed=$((passed + 1))

# ---- a letter that lacks a part is not shown for confirmation ----
lacks='Brevet er ikke komplet (indkaldelse til møde). Det mangler: dag, tidspunkt og form for mødet (b på borgeren booker det'
at 2025-01-29T09:00 meho "$lacks" '/ "Overgaard" <Enter> l n 1 <F10>'
at 2025-01-29T09:00 meho 'Borgerens breve.*Der er ingen breve endnu' '/ "Overgaard" <Enter> l n 1 <F10> <F10> <F3>'
# The citizen has a right to understand it: hard words are told of while they can still be changed.
hard="Virksomhedspraktikken forudsætter beskæftigelsesrettede aktiviteter, kompetenceafklaring, rådighedsvurdering,"
hard="$hard mentorforløb, revalideringsmuligheder, funktionsevnebeskrivelse, arbejdsmarkedsperspektiver"
hard="$hard $hard $hard $hard"
at 2025-01-29T09:00 meho 'Brevet (LIX 1[0-9]):\|Brevet (LIX 2[0-9]):' "$mette l n 2 <F10>"
at 2025-01-29T09:00 meho 'Brevet (LIX [4-9][0-9], svært at læse' "$mette l n 2 <Enter> \"$hard $hard $hard $hard\" <F10>"
works "the database is whole" whole --db case.db verify
finish

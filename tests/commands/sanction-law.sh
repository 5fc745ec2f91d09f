#!/bin/sh
# The law of the day of the event, from the screen: § 40 a in 2023, rates that are only half read, rows of the municipality's own.
. "$(dirname "$0")/harness.sh"

size=132x43
anna='/ "Østergaard" <Enter>'
case="$anna <Home> <Enter> <Home>"

# carry ATTEMPT HEARING SILENCE: from the registered event to the assessment, on these days
carry() {
	at "$1T10:00" meho 'Klar til høring' "$case <Down> <Enter> <F10> <F10>"
	at "$1T10:05" meho 'Gemt i sagen: Noter et forsøg' "$case <Enter> 4 \"Ringede to gange.\" <F10> <F10>"
	at "$2T10:00" meho 'I høring' "$case <Down> <Enter> 1 <Enter> \"Du kom ikke til samtalen.\" <F10> <F10>"
	at "$3T10:00" meho 'Hørt' "$case <Down> <Enter> <F10> <F10>"
	at "$3T10:05" meho 'Vurderet' \
		"$case <Down> <Enter> \"Intet svar.\" <Enter> \"Helbredet er ingen hindring.\" <Enter> \"Borgeren kan møde.\" <F10> <F10>"
}

# ---- "§ 40 a for an activity-ready citizen: ... possible for one in 2023 with its conditions" ----
"$samtale" --lang en --db case.db demo --no-console --no-past --now 2023-03-01T08:00 > out 2> err || exit 99
at 2023-03-01T09:00 meho 'Vejledningen er gemt' "$anna v <C-u> \"4/11-22\" <Enter> 1 \"Vejledning 2022-1\" <F10> <F10>"
at 2023-03-01T11:00 meho 'Sanktionssag.*Registreret' "$anna x \"Ringede 10:20, intet svar.\" <Enter> 2 <F10> <F10>"
carry 2023-03-01 2023-03-02 2023-03-10
# Of the limits of 2023 only the first is read: above it nothing is computed, and the row is named.
money='<Enter> "8/3" <Down> <Down> <Down> "Du var vejledt og hørt."'
at 2023-03-10T11:00 meho '»sanction.rate« fra 2023-01-01.*giver ingen sats for en ydelse på 12000 kr' "$case <Down> <Enter> \"12000\" $money <F10>"
at 2023-03-10T11:00 meho '5 dage a 200 kr. = 1000 kr.*Lørdage og søndage efter hændelsesdagen tælles ikke med. Dagen, hvor der igen var kontakt, tælles ikke med' \
	"$case <Down> <Enter> \"5000\" $money <F10>"
at 2023-03-10T11:00 meho 'Afgjort' "$case <Down> <Enter> \"5000\" $money <F10> <F10>"
at 2023-03-13T09:00 anlu 'Godkendt' "$case <Enter> <F10> <F10>"
at 2023-03-13T10:00 meho 'Der kendes ingen anden sag om hændelsen på denne maskine. Sagen er derefter: Borgeren har afgørelsen' "$case <Enter> <Enter> 1 <F10>"
at 2023-03-13T10:00 meho 'Borgeren har afgørelsen' "$case <Enter> <Enter> 1 <F10> <F10>"

at 2023-05-10T11:00 meho 'Udeblivelsen er gemt' "$anna x \"Kom ikke igen.\" <Enter> 1 \"Ukendt.\" <Enter> 1 <F10> <F10>"
at 2023-05-10T11:05 meho 'LAS § 40 a, hændelse ons 10 maj 2023: Registreret' "$anna S 2"
cp case.db alone.db
carry 2023-05-10 2023-05-11 2023-05-22
at 2023-05-22T11:00 meho 'ekstra skriftlig vejledning til borgeren før hændelsen (§ 40 a); ekstra skriftlig vejledning til ægtefællen' "$case <Down> <Enter>"
# Guidance after the event opens nothing; that of the citizen alone is not enough where there is a spouse.
at 2023-05-22T11:10 meho 'Vejledningen er gemt' "$anna v <Enter> 1 \"Vejledning 40 a\" <Enter> 2 <F10> <F10>"
at 2023-05-22T11:15 meho 'ekstra skriftlig vejledning til borgeren før hændelsen' "$case <Down> <Enter>"
at 2023-05-22T11:20 meho 'Vejledningen er gemt' "$anna v <C-u> \"20/3\" <Enter> 1 \"Vejledning 40 a\" <Enter> 2 <F10> <F10>"
at 2023-05-22T11:25 meho 'Der mangler: ekstra skriftlig vejledning til ægtefællen før hændelsen (§ 40 a)\.' "$case <Down> <Enter>"
at 2023-05-22T11:30 meho 'Vejledningen er gemt' "$anna v <C-u> \"20/3\" <Enter> 1 \"Vejledning 40 a\" <Enter> 3 <F10> <F10>"
will='"5000" <Down> <Down> <Down> "Tilbuddet er åbent hver dag." <Down> <Down>'
at 2023-05-22T11:40 meho '»Manglende vilje« skal udfyldes' "$case <Down> <Enter> $will <F10>"
at 2023-05-22T11:40 meho 'Ingen ydelse i op til 3 måneder, 10. maj 2023 til 9. august 2023' "$case <Down> <Enter> $will \"Tre gange uden grund.\" <F10>"
at 2023-05-22T11:45 meho 'Afgjort' "$case <Down> <Enter> $will \"Tre gange uden grund.\" <F10> <F10>"

# ---- a rate is not known, until a file says it ----
rm case.db
"$samtale" --lang en --db case.db demo --no-console --no-past --now 2025-08-01T08:00 > out 2> err || exit 99
at 2025-08-01T09:00 meho 'Vejledningen er gemt' "$anna v <C-u> \"4/11-24\" <Enter> 1 \"Vejledning 2024-1\" <F10> <F10>"
at 2025-08-01T11:00 meho 'Sanktionssag.*Registreret' "$anna x \"Ringede 10:20, intet svar.\" <Enter> 2 <F10> <F10>"
# A changed default changes the date.
at 2025-08-01T11:10 meho 'Klar til høring' "$case <Down> <Enter> <F10> <F10>"
at 2025-08-01T11:15 meho 'Gemt i sagen: Noter et forsøg' "$case <Enter> 4 \"Ringede to gange.\" <F10> <F10>"
hearing="$case <Down> <Enter> 1 <Enter> \"Du kom ikke til samtalen.\""
at 2025-08-01T12:00 meho 'Svar senest fre 8 aug 2025: 7 dage (standard, kan rettes)' "$hearing <F10>"
mkdir rules
cat > rules/own.conf <<'END'
rule "hearing.reply.days" { groups = "all" from = "2025-01-01" value = "14" source = "a test" confidence = "M" }
END
printf 'rules_dir = "%s/rules"\n' "$folder" > samtale.conf
config='--config samtale.conf'
at 2025-08-01T12:00 meho 'Svar senest fre 15 aug 2025: 14 dage (standard, kan rettes)' "$hearing <F10>"
at 2025-08-01T12:00 meho 'I høring' "$hearing <F10> <F10>"
config=
at 2025-08-18T09:00 meho 'Hørt' "$case <Down> <Enter> <F10> <F10>"
at 2025-08-18T09:05 meho 'Vurderet' "$case <Down> <Enter> \"Intet svar.\" <Enter> \"Ingen hindring.\" <Enter> \"Kan møde.\" <F10> <F10>"
at 2025-08-18T09:10 meho 'en sats for hændelsesdagen. Værdien af reglen »sanction.rate« fra 2025-07-01 er ikke kendt' "$case <Down> <Enter>"
cat >> rules/own.conf <<'END'
rule "sanction.rate" { groups = {2, 3, 4, 5} from = "2025-07-01" value = "<6000:250|>=6000:650" source = "a test" confidence = "M" }
END
config='--config samtale.conf'
letter='"12000" <Enter> "6/8" <Down> <Down> <Down> "Du var vejledt og hørt."'
at 2025-08-18T09:20 meho '3 dage a 650 kr. = 1950 kr.*Satsen er kommunens egen, indtil årets beløbsgrænser er bekræftet (a test)' "$case <Down> <Enter> $letter <F10>"
at 2025-08-18T09:20 meho 'Afgjort.*Fradrag: 1950 kr' "$case <Down> <Enter> $letter <F10> <F10>"
works "the database is whole" whole --db case.db verify
finish

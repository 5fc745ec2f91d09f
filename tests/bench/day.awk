# day.awk - a caseworker's day as keys (samtale-keys(5)): eight citizens, each a conversation with its answers, a plan
# and a note, and two rounds of the progress measure; between the keys a person's pauses. The same seed gives the same
# day.
#
# awk -v seed=1 -f day.awk

function drawn(below) {
	state = (state * 69069 + 12345) % 4294967296
	return int(state / 65536) % below
}

function one(list,    items) { return items[drawn(split(list, items, "|")) + 1] }

function pause() { return "<Wait " 1500 + drawn(9000) + drawn(40) * 700 "ms>\n" }

function what() { return one("et lager|en børnehave|et plejehjem|et bageri|en tømrer|en kantine|en butik|et rengøringsfirma|en gartner|et værksted") }

function where() { return one("Odense SØ|Tietgenbyen|Dalum|Bolbro|Vollsmose|Årslev|Nyborg|Otterup|Rosengårdcentret|Tarup|Højby|Munkebo") }

function job() { return what() " i " where() }

function when() { return one("på mandag|på tirsdag|på onsdag|på torsdag|på fredag|i næste uge|først i december|inden jul") }

function number() { return drawn(28) + 2 }

function done_so_far() {
	return one("Jeg har søgt " number() " job og været til samtale på " job() ".|Har ringet til " job() ", de ville tænke over det " when() ".|Ingen svar på de " number() " ansøgninger, men " job() " vil gerne mødes " when() ".|Jeg var i praktik " number() " timer hos " job() ", og det gik godt.|Har skrevet til " job() " og til " job() ".")
}

function hindrance() {
	return one("Pasning af den mindste før klokken " 5 + drawn(4) ".|Bussen til " where() " går ikke så tidligt.|Ryggen kan ikke holde til mere end " number() " timer om ugen.|Kørekortet mangler endnu; prøven er " when() ".|Mangler et hygiejnebevis til " job() ".|Er usikker på dansk i telefonen.")
}

function step_taken() {
	return one("Jeg ringer til " job() " " when() ".|Jeg sender ansøgningen til " job() " " when() ".|Jeg taler med pladsanvisningen " when() ".|Jeg møder op hos " job() " " when() " klokken " 7 + drawn(8) ".")
}

function note() {
	return one("Ringede kl. " 8 + drawn(8) "." 10 + drawn(49) ". Vil gerne høre fra " job() ". Aftalt, at vi taler igen " when() ".|Talte med " job() " om en plads på " number() " timer; de ser tiden an til " when() ".|Er syg i dag, vi flytter det til " when() ".|Har fået brev fra a-kassen og forstod det ikke. Gennemgik det sammen.|Mentor fra " where() " kan begynde " when() ".")
}

function quoted(text) { return "\"" text "\" " }

function find(cpr) { return "/ " quoted(cpr) "<Enter> " }

function conversation(cpr) {
	return find(cpr) "s " pause() quoted(done_so_far()) "<Enter> " pause() 4 " " pause() quoted(drawn(9)) "<Enter> " pause() \
		"1 " pause() quoted(1 + drawn(4)) "<Enter> 1 " pause() "3 <Enter> " pause() "1 " pause() "1 " pause() "2 <Enter> " \
		quoted(toupper(substr(job(), 1, 1)) substr(job(), 2)) "<Enter> " pause() "2 " quoted(hindrance()) "<Enter> " pause() \
		"1 " pause() quoted(2 + drawn(8)) "<Enter> " pause() quoted(step_taken()) "<Enter> " pause() \
		quoted("+" 7 + drawn(35)) "<Enter> " pause() "<F10> " pause() "<F10> <Esc> <Esc> "
}

function plan(cpr) {
	return find(cpr) "p " pause() "g <C-u> " quoted("Et fast job på " job()) "<Enter> 2 <F10> " pause() \
		"i 1 " quoted("Jeg vil gerne arbejde på " job() ", når det kan lade sig gøre.") "<F10> " pause() \
		"i 2 " quoted(hindrance()) "<Enter> " quoted("Vi ser på det sammen " when() ".") "<Enter> 2 <F10> " pause() \
		"a " quoted(step_taken()) "<Enter> " quoted("+" 7 + drawn(60)) "<Enter> 1 2 <F10> " pause() "A <F10> <F10> <Esc> <Esc> "
}

function measure(cpr,    keys, i) {
	keys = find(cpr) "m " pause() "<Enter> 1 "
	for (i = 0; i < 9; i++)
		keys = keys pause() quoted(1 + drawn(7)) "<Enter> "
	keys = keys "<F10> " pause() "<Enter> "
	for (i = 0; i < 11; i++)
		keys = keys pause() quoted(1 + drawn(7)) "<Enter> "
	return keys "<F10> <Esc> <Esc> "
}

BEGIN {
	state = seed
	people = split("1702881285 0512911322 0810931544 2704961618 2207841655 0209871729 2408941915 1203921951", cpr, " ")
	for (i = 1; i <= people; i++) {
		printf "%s\n%s\n%s<C-c> %s<F10> <Esc> <Esc>\n", conversation(cpr[i]), plan(cpr[i]), find(cpr[i]), quoted(note())
		if (i % 4 == 0)
			printf "%s\n", measure(cpr[i])
	}
}

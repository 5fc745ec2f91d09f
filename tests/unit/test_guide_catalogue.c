/* The guides that come with Samtale, held against the catalogue (domain reference, sections 3.4 to 3.10):
 * every question with its words and choices, and which must be answered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide_fixture.h"

/* ---- the catalogue -------------------------------------------------------------------------------- */

struct catalogued {
	const char *name;
	enum question_type type;
	const char *da, *en;
	size_t choices;
	bool required, caseworker;
};

static const struct catalogued first_conversation[] = {
	{ "FS01", QUESTION_SELECT_ONE,
	  "Er det i orden, at jeg skriver ned undervejs, og at vi læser det igennem sammen til sidst?",
	  "May I take notes, and we read them through together at the end?", 2, true, false },
	{ "FS02", QUESTION_SELECT_ONE, "Hvordan vil du helst mødes fremover?",
	  "How would you like to meet from now on?", 4, true, false },
	{ "FS03", QUESTION_TEXT, "Hvad har du lavet, som du var god til eller glad for?",
	  "What have you done that you were good at or enjoyed?", 0, true, false },
	{ "FS04", QUESTION_SELECT_ONE, "Hvad er nærmest for dig lige nu?",
	  "What is closest for you right now?", 4, true, false },
	{ "FS05", QUESTION_TEXT, "Hvilket job kunne du tage, hvis det var i morgen?",
	  "Which job could you take if it were tomorrow?", 0, false, false },
	{ "FS06", QUESTION_TEXT, "Hvilken uddannelse tænker du på, og hvilket job fører den til?",
	  "Which education do you have in mind, and what job does it lead to?", 0, false, false },
	{ "FS07", QUESTION_RANGE, "Hvor meget tror du på, at du er i job eller uddannelse om et halvt år?",
	  "How much do you believe you will be in work or education in six months?", 0, true, false },
	{ "FS08", QUESTION_TEXT, "Hvad skulle der til, for at tallet blev én højere?",
	  "What would it take to make the number one higher?", 0, false, false },
	{ "FS09", QUESTION_SELECT_MULTIPLE, "Er der noget, vi skal tage hensyn til?",
	  "Is there anything we should take into account?", 9, true, false },
	{ "FS10", QUESTION_TEXT, "Hvad er godt for mig at vide om det?",
	  "What is useful for me to know about it?", 0, false, false },
	{ "FS11", QUESTION_SELECT_ONE, "Ligger dit CV på Jobnet, og passer det stadig?",
	  "Is your CV on Jobnet, and still right?", 2, true, false },
	{ "FS12", QUESTION_DATE, "Hvornår kan det være klart?", "When can it be ready?", 0, true, false },
	{ "FS13", QUESTION_INTEGER, "Hvor mange job om ugen er rimeligt for dig at søge?",
	  "How many jobs a week is it reasonable for you to apply for?", 0, true, false },
	{ "FS14", QUESTION_SELECT_ONE, "Hvordan går det med at læse Digital Post?",
	  "How do you manage Digital Post?", 4, true, false },
	{ "FS15", QUESTION_SELECT_ONE, "Rettigheder, pligter og sanktioner er gennemgået",
	  "Rights, duties and sanctions gone through", 3, true, true },
	{ "FS16", QUESTION_SELECT_ONE, "Var der noget i det, som ikke gav mening?", "Was any of it unclear?",
	  2, true, false },
	{ "FS17", QUESTION_TEXT, "Hvad er det ene næste skridt, og hvem gør det?",
	  "What is the one next step, and who does it?", 0, true, false },
	{ "FS18", QUESTION_DATE, "Hvornår tales vi ved igen?", "When do we talk again?", 0, true, false },
};

static const struct catalogued job_conversation[] = {
	{ "JS01", QUESTION_TEXT, "Hvad er der sket siden sidst?", "What has happened since last time?", 0,
	  true, false },
	{ "JS02", QUESTION_SELECT_ONE, "Hvordan gik det med det skridt, vi aftalte?",
	  "How did the agreed step go?", 4, true, false },
	{ "JS03", QUESTION_TEXT, "Hvad kom i vejen?", "What got in the way?", 0, true, false },
	{ "JS04", QUESTION_INTEGER, "Hvor mange job har du søgt siden sidst?",
	  "How many jobs have you applied for since last time?", 0, true, false },
	{ "JS05", QUESTION_SELECT_ONE, "Står de i din joblog?", "Are they in your job log?", 2, true, false },
	{ "JS06", QUESTION_INTEGER, "Hvor mange svar eller samtaler har det givet?",
	  "How many replies or interviews did it give?", 0, false, false },
	{ "JS07", QUESTION_SELECT_MULTIPLE, "Hvor har du ledt?", "Where have you looked?", 7, true, false },
	{ "JS08", QUESTION_SELECT_ONE, "Er jobmålet i din plan stadig det rigtige?",
	  "Is the job goal in your plan still right?", 2, true, false },
	{ "JS09", QUESTION_TEXT, "Hvad er et bedre jobmål nu?", "What is a better job goal now?", 0, true,
	  false },
	{ "JS10", QUESTION_SELECT_MULTIPLE, "Hvad kunne bringe dig hurtigst i job?",
	  "What could bring you into work fastest?", 7, true, false },
	{ "JS11", QUESTION_TEXT, "Hvilken arbejdsplads skal vi kontakte?",
	  "Which workplace shall we contact?", 0, false, false },
	{ "JS12", QUESTION_SELECT_ONE, "Kunne du begynde i et job i morgen?",
	  "Could you start a job tomorrow?", 2, true, false },
	{ "JS13", QUESTION_TEXT, "Hvad skal først på plads?", "What must be in place first?", 0, true,
	  false },
	{ "JS14", QUESTION_SELECT_ONE, "Er CV'et set efter siden sidst?",
	  "Has the CV been checked since last time?", 2, true, false },
	{ "JS15", QUESTION_RANGE, "Hvor tæt er du på et job i dag?", "How close are you to a job today?", 0,
	  true, false },
	{ "JS16", QUESTION_TEXT, "Hvad er det ene næste skridt, og hvem gør det?",
	  "The one next step, and who does it?", 0, true, false },
	{ "JS17", QUESTION_DATE, "Hvornår tales vi ved igen?", "When do we talk again?", 0, true, false },
};

static const struct catalogued deep_conversation[] = {
	{ "AM01", QUESTION_TEXT, "Hvad fylder mest for dig for tiden?",
	  "What is on your mind most these days?", 0, true, false },
	{ "AM02", QUESTION_TEXT, "Hvornår på ugen har du det bedst, og hvad laver du dér?",
	  "When in the week are you at your best, and what are you doing then?", 0, false, false },
	{ "AM03", QUESTION_SELECT_MULTIPLE, "Hvad kan du, som andre har glæde af?",
	  "What can you do that others benefit from?", 11, false, false },
	{ "AM04", QUESTION_SELECT_ONE, "Har du haft et arbejde, du gerne ville have haft længere?",
	  "Have you had a job you would have liked to keep longer?", 2, false, false },
	{ "AM05", QUESTION_TEXT, "Hvad var godt ved det?", "What was good about it?", 0, false, false },
	{ "AM06", QUESTION_SELECT_MULTIPLE, "Hvad gør det svært at arbejde lige nu?",
	  "What makes it hard to work right now?", 13, false, false },
	{ "AM07", QUESTION_SELECT_ONE, "Hvad vil du tage fat på først?", "What do you want to tackle first?",
	  12, false, false },
	{ "AM08", QUESTION_TEXT, "Hvem hjælper dig allerede?", "Who is already helping you?", 0, false,
	  false },
	{ "AM09", QUESTION_SELECT_ONE, "Må jeg tale med dem om din plan?",
	  "May I talk with them about your plan?", 2, true, false },
	{ "AM10", QUESTION_INTEGER,
	  "Hvor mange timer om ugen kunne du være på en arbejdsplads, der tog hensyn?",
	  "How many hours a week could you be at a workplace that made allowances?", 0, false, false },
	{ "AM11", QUESTION_TEXT, "Hvilke hensyn?", "Which allowances?", 0, false, false },
	{ "AM12", QUESTION_SELECT_ONE, "Hvor ville det være godt at begynde?",
	  "Where would be a good place to start?", 6, false, false },
	{ "AM13", QUESTION_SELECT_ONE, "Ville en mentor gøre en forskel?",
	  "Would a mentor make a difference?", 2, false, false },
	{ "AM14", QUESTION_SELECT_ONE, "Er der steder eller tidspunkter, hvor det er svært at møde op?",
	  "Are there places or times when it is hard to show up?", 2, false, false },
	{ "AM15", QUESTION_TEXT, "Hvordan gør vi det lettere?", "How do we make it easier?", 0, true, false },
	{ "AM16", QUESTION_RANGE, "Hvor meget er planen din egen?", "How much is the plan your own?", 0,
	  false, false },
	{ "AM17", QUESTION_TEXT, "Hvad er det mindste næste skridt, der er værd at tage?",
	  "What is the smallest next step worth taking?", 0, true, false },
	{ "AM18", QUESTION_DATE, "Hvornår ses vi igen?", "When do we meet again?", 0, true, false },
};

static const struct catalogued youth_conversation[] = {
	{ "UU01", QUESTION_SELECT_ONE, "Hvor er du lige nu?", "Where are you right now?", 5, true, false },
	{ "UU02", QUESTION_SELECT_ONE, "Ved dine forældre, at vi taler sammen i dag?",
	  "Do your parents know we are talking today?", 2, true, false },
	{ "UU03", QUESTION_SELECT_ONE, "Må jeg tale med din vejleder her på stedet om det, vi aftaler?",
	  "May I talk with your counsellor here about what we agree?", 2, true, false },
	{ "UU04", QUESTION_RANGE, "Hvor godt har du det på uddannelsen?",
	  "How well are you doing on the course?", 0, true, false },
	{ "UU05", QUESTION_SELECT_MULTIPLE, "Hvad gør det svært?", "What makes it hard?", 10, true, false },
	{ "UU06", QUESTION_TEXT, "Hvad skal stedet vide eller gøre for at hjælpe dig?",
	  "What should the school know or do to help you?", 0, false, false },
	{ "UU07", QUESTION_SELECT_MULTIPLE, "Hvad kan du godt lide at lave?", "What do you like doing?", 9,
	  true, false },
	{ "UU08", QUESTION_SELECT_ONE, "Har du prøvet en erhvervsuddannelse af?",
	  "Have you tried a vocational course?", 3, true, false },
	{ "UU09", QUESTION_SELECT_ONE, "Vil du se en arbejdsplads eller et værksted inden for to uger?",
	  "Would you like to see a workplace or workshop within two weeks?", 2, true, false },
	{ "UU10", QUESTION_SELECT_ONE, "Har du et fritidsjob eller studiejob?",
	  "Do you have a spare-time or student job?", 2, true, false },
	{ "UU11", QUESTION_SELECT_ONE, "Vil du have hjælp til at finde et?",
	  "Would you like help finding one?", 2, true, false },
	{ "UU12", QUESTION_SELECT_ONE, "Er læsning, skrivning eller regning noget, der driller?",
	  "Do reading, writing or maths give you trouble?", 2, true, false },
	{ "UU13", QUESTION_SELECT_ONE, "Ville en mentor hjælpe dig til at blive?",
	  "Would a mentor help you stay?", 2, true, false },
	{ "UU14", QUESTION_SELECT_ONE, "Hvad gør vi, hvis det første ikke lykkes?",
	  "What do we do if the first plan fails?", 6, true, false },
	{ "UU15", QUESTION_TEXT, "Hvad gør du i denne uge?", "What will you do this week?", 0, true, false },
	{ "UU16", QUESTION_SELECT_ONE, "Hvem følger op?", "Who follows up?", 3, true, false },
	{ "UU17", QUESTION_DATE, "Hvornår?", "When?", 0, true, false },
};

static const struct catalogued sick_leave_conversation[] = {
	{ "SY01", QUESTION_SELECT_ONE, "Hvordan er din situation?", "What is your situation?", 4, true,
	  false },
	{ "SY02", QUESTION_SELECT_ONE, "Hvornår tror du selv, du er tilbage?",
	  "When do you think you will be back?", 4, true, false },
	{ "SY03", QUESTION_SELECT_ONE, "Hvad regner din arbejdsplads med?",
	  "What does your workplace expect?", 4, true, false },
	{ "SY04", QUESTION_SELECT_ONE, "Er oplysningsskemaet sendt?", "Has the information form been sent?",
	  2, true, false },
	{ "SY05", QUESTION_SELECT_ONE, "Vil du have, at vi går tidligt i gang (fast-track)?",
	  "Do you want us to start early (fast-track)?", 2, true, false },
	{ "SY06", QUESTION_TEXT, "Hvilke opgaver kan du klare nu?", "Which tasks can you manage now?", 0,
	  true, false },
	{ "SY07", QUESTION_INTEGER, "Hvor mange timer om ugen er realistisk at begynde med?",
	  "How many hours a week is realistic to start with?", 0, true, false },
	{ "SY08", QUESTION_SELECT_ONE, "Har du og din chef talt om en vej tilbage?",
	  "Have you and your manager talked about a way back?", 2, true, false },
	{ "SY09", QUESTION_SELECT_ONE, "Må vi ringe til din arbejdsplads om vejen tilbage?",
	  "May we call your workplace about the way back?", 2, true, false },
	{ "SY10", QUESTION_TEXT, "Hvad skal være anderledes på arbejdspladsen?",
	  "What must be different at the workplace?", 0, false, false },
	{ "SY11", QUESTION_SELECT_ONE, "Er du i gang med behandling, eller venter du?",
	  "Are you in treatment, or waiting?", 4, false, false },
	{ "SY12", QUESTION_DATE, "Hvornår sker der noget nyt?", "When is the next development?", 0, false,
	  false },
	{ "SY13", QUESTION_SELECT_MULTIPLE, "Hvad kunne hjælpe?", "What could help?", 7, true, false },
	{ "SY14", QUESTION_RANGE, "Hvor sikker er du på at komme tilbage til den samme plads?",
	  "How sure are you of returning to the same place?", 0, true, false },
	{ "SY15", QUESTION_TEXT, "Hvad gør du, hvad gør arbejdspladsen, og hvad gør vi?",
	  "What do you do, what does the workplace do, what do we do?", 0, true, false },
	{ "SY16", QUESTION_DATE, "Hvornår følger vi op?", "When do we follow up?", 0, true, false },
};

static const struct catalogued job_first_conversation[] = {
	{ "FL01", QUESTION_SELECT_ONE, "Hvilket sprog taler vi på i dag?", "Which language do we use today?",
	  4, true, false },
	{ "FL02", QUESTION_TEXT, "Hvilket sprog skal tolken tale?",
	  "Which language should the interpreter speak?", 0, true, false },
	{ "FL03", QUESTION_SELECT_MULTIPLE, "Hvad har du arbejdet med?", "What have you worked with?", 13,
	  true, false },
	{ "FL04", QUESTION_INTEGER, "Hvor mange år?", "For how many years?", 0, true, false },
	{ "FL05", QUESTION_SELECT_ONE, "Hvor meget skole eller uddannelse har du?",
	  "How much schooling or education do you have?", 5, true, false },
	{ "FL06", QUESTION_SELECT_MULTIPLE, "Har du papirer på noget af det?",
	  "Do you have papers for any of it?", 4, true, false },
	{ "FL07", QUESTION_SELECT_ONE, "Hvor langt er du med dansk?", "How far are you with Danish?", 3, true,
	  false },
	{ "FL08", QUESTION_SELECT_ONE, "Hvornår kan dansk passe sammen med et arbejde?",
	  "When can Danish classes fit with a job?", 4, true, false },
	{ "FL09", QUESTION_TEXT, "Hvilket arbejde kan du begynde med nu?",
	  "What work can you start with now?", 0, true, false },
	{ "FL10", QUESTION_SELECT_ONE, "Kan du begynde på en arbejdsplads inden for to uger?",
	  "Can you start at a workplace within two weeks?", 2, true, false },
	{ "FL11", QUESTION_TEXT, "Hvad skal først på plads?", "What must be in place first?", 0, true,
	  false },
	{ "FL12", QUESTION_SELECT_ONE, "Er der pasning til dine børn?", "Is there care for your children?", 2,
	  true, false },
	{ "FL13", QUESTION_SELECT_ONE, "Hvordan kommer du på arbejde?", "How do you get to work?", 5, true,
	  false },
	{ "FL14", QUESTION_SELECT_ONE, "Er der noget ved helbredet, en arbejdsplads skal tage hensyn til?",
	  "Is there anything about your health a workplace should allow for?", 2, true, false },
	{ "FL15", QUESTION_SELECT_ONE, "Kontrakten", "The contract", 3, true, true },
	{ "FL16", QUESTION_SELECT_ONE, "Kan du med egne ord sige, hvad du har ret og pligt til?",
	  "Can you say in your own words what your rights and duties are?", 2, true, false },
	{ "FL17", QUESTION_TEXT, "Hvad er det ene næste skridt?", "What is the one next step?", 0, true,
	  false },
	{ "FL18", QUESTION_DATE, "Hvornår ses vi igen?", "When do we meet again?", 0, true, false },
};

static const struct catalogued availability_conversation[] = {
	{ "RA01", QUESTION_TEXT, "Jeg vil gerne høre din side først. Hvad skete der?",
	  "I would like your side first. What happened?", 0, true, false },
	{ "RA02", QUESTION_SELECT_ONE, "Hændelse", "Event", 10, true, true },
	{ "RA03", QUESTION_DATE, "Hvornår skete det?", "When did it happen?", 0, true, true },
	{ "RA04", QUESTION_SELECT_ONE, "Havde du set beskeden eller indkaldelsen?",
	  "Had you seen the message or summons?", 2, true, false },
	{ "RA05", QUESTION_SELECT_ONE, "Hvorfor ikke?", "Why not?", 6, true, false },
	{ "RA06", QUESTION_SELECT_MULTIPLE, "Var der en grund til, at det ikke kunne lade sig gøre?",
	  "Was there a reason it was not possible?", 9, true, false },
	{ "RA07", QUESTION_TEXT, "Fortæl om grunden.", "Tell me about the reason.", 0, true, false },
	{ "RA08", QUESTION_SELECT_ONE, "Er der noget, der viser det?", "Is there anything that shows it?", 4,
	  true, false },
	{ "RA09", QUESTION_DATE, "Hvornår kan jeg få det?", "When can I have it?", 0, true, false },
	{ "RA10", QUESTION_SELECT_ONE, "Fik du meldt afbud?", "Did you manage to cancel?", 2, true, false },
	{ "RA11", QUESTION_DATE, "Hvornår var der kontakt igen?", "When was contact re-established?", 0, true,
	  true },
	{ "RA12", QUESTION_SELECT_ONE, "Kan og vil du møde næste gang?", "Can and will you come next time?",
	  2, true, false },
	{ "RA13", QUESTION_SELECT_MULTIPLE, "Hvad kunne hjælpe dig til det?", "What could help you?", 7, true,
	  false },
	{ "RA14", QUESTION_TEXT, "Er der andet, jeg skal tage hensyn til, før jeg vurderer?",
	  "Is there anything else I should consider before I assess?", 0, true, false },
	{ "RA15", QUESTION_SELECT_ONE, "Vurdering", "Assessment", 5, true, true },
	{ "RA16", QUESTION_SELECT_ONE, "Hvad sker der nu?", "What happens now?", 4, true, true },
	{ "RA17", QUESTION_TEXT, "Begrundelse", "Reasons", 0, true, true },
	{ "RA18", QUESTION_DATE, "Hvornår tales vi ved igen?", "When do we talk again?", 0, true, false },
};

static const struct {
	const char *id;
	const struct catalogued *rows;
	size_t count;
} catalogue[] = {
	{ "foerste-samtale", first_conversation, LENGTH(first_conversation) },
	{ "jobsamtale", job_conversation, LENGTH(job_conversation) },
	{ "alle-skal-med", deep_conversation, LENGTH(deep_conversation) },
	{ "ungesamtale", youth_conversation, LENGTH(youth_conversation) },
	{ "fastholdelse", sick_leave_conversation, LENGTH(sick_leave_conversation) },
	{ "job-foerst", job_first_conversation, LENGTH(job_first_conversation) },
	{ "raadighedssamtale", availability_conversation, LENGTH(availability_conversation) },
};

static void assert_question(struct guide_fixture *fixture, const struct question *question,
			    enum language language, const struct catalogued *row)
{
	assert_string_equal(question->name, row->name);
	assert_int_equal(question->type, row->type);
	assert_string_equal(question->label, language == LANGUAGE_DA ? row->da : row->en);
	assert_int_equal(question->choice_count, row->choices);
	assert_int_equal(question->caseworker, row->caseworker);
	assert_int_equal(walk_required(fixture->walk, guide_find(fixture->guide, row->name)), row->required);
	if (row->type == QUESTION_RANGE)
		assert_true(question->range_start == 0 && question->range_end == 10);
}

/* Calculations are the guide's own; everything that is asked stands in the catalogue, in its order. */
static void every_guide_asks_what_the_catalogue_asks(void **state)
{
	struct guide_fixture *fixture = *state;

	for (size_t g = 0; g < 2 * LENGTH(catalogue); g++) {
		enum language language = g % 2 ? LANGUAGE_EN : LANGUAGE_DA;
		const struct question *questions;
		size_t count, asked = 0;

		fixture_shipped(fixture, catalogue[g / 2].id, language, 2);
		count = guide_questions(fixture->guide, &questions);
		for (size_t i = 0; i < count; i++) {
			if (questions[i].type == QUESTION_CALCULATE)
				continue;
			assert_true(asked < catalogue[g / 2].count);
			assert_question(fixture, &questions[i], language, &catalogue[g / 2].rows[asked++]);
		}
		assert_int_equal(asked, catalogue[g / 2].count);
	}
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(every_guide_asks_what_the_catalogue_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

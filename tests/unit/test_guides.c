/* The guides that come with Samtale, walked from end to end: what the answers become, what the citizen reads,
 * and that both languages are one guide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "guide_fixture.h"
#include "samtale/base/lix.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/availability.h"

static const char *const shipped[] = { "alle-skal-med", "fastholdelse",      "foerste-samtale", "job-foerst",
				       "jobsamtale",    "raadighedssamtale", "ungesamtale" };

/* A sample of every guide: all its questions answered, for a citizen to whom they all are put. */
static const struct whole {
	const char *id;
	struct walk_citizen citizen;
	const char *answers;
} wholes[] = {
	{ "foerste-samtale",
	  { 2, 34, false },
	  "FS01=ja;FS02=telefon;FS03=Havearbejde;FS04=begge_dele;FS05=Gartner;FS06=Gartner på "
	  "EUD;FS07=5;FS08=En prøvedag;"
	  "FS09=helbred sprog;FS10=Kan stå to timer;FS11=nej;FS12=2026-12-01;FS13=2;FS14=med_hjaelp;"
	  "FS15=gennemgaaet_udleveret;FS16=nej;FS17=Vi ringer sammen;FS18=2026-12-07" },
	{ "jobsamtale",
	  { 2, 34, false },
	  "JS01=Jeg har haft en prøvedag;JS02=delvist;JS03=Bussen;JS04=6;JS05=nej;JS06=1;JS07=opslag "
	  "netvaerk;JS08=nej;"
	  "JS09=Lager;JS10=praktik klarer_selv;JS11=Havnen;JS12=nej;JS13=Pasning;JS14=ja;JS15=7;"
	  "JS16=Karim ringer til havnen;JS17=2026-12-07" },
	{ "alle-skal-med",
	  { 3, 51, false },
	  "AM01=Min gæld;AM02=Om morgenen med hunden;AM03=dyr have;AM04=ja;AM05=Kollegerne;AM06=soevn "
	  "gaeld;AM07=gaeld;"
	  "AM08=Min søster;AM09=ja;AM10=4;AM11=Ro;AM12=ude;AM13=ja;AM14=ja;AM15=Ring dagen før;AM16=6;"
	  "AM17=Ringe til gældsrådgivningen;AM18=2026-12-07" },
	{ "ungesamtale",
	  { 13, 16, false },
	  "UU01=paa_vej_ud;UU02=ja;UU03=ja;UU04=4;UU05=holdet pengene;UU06=En fast aftale om "
	  "morgenen;UU07=haenderne maskiner;"
	  "UU08=nej;UU09=ja;UU10=nej;UU11=ja;UU12=ja;UU13=ja;UU14=fgu;UU15=Besøge "
	  "værkstedet;UU16=skolens_vejleder;"
	  "UU17=2026-12-07" },
	{ "fastholdelse",
	  { 6, 45, false },
	  "SY01=ansat;SY02=8_til_26;SY03=inden_8;SY04=ja;SY05=ja;SY06=Telefonen;SY07=10;SY08=nej;SY09=ja;"
	  "SY10=Et roligt rum;"
	  "SY11=venter;SY12=2026-12-01;SY13=faerre_timer hjaelpemiddel;SY14=7;SY15=Jeg ringer til "
	  "chefen;SY16=2026-12-07" },
	{ "job-foerst",
	  { 2, 29, true },
	  "FL01=tolk_video;FL02=tigrinya;FL03=koekken omsorg;FL04=6;FL05=faglaert;FL06=eksamen "
	  "koerekort;FL07=i_gang;FL08=aften;"
	  "FL09=Køkkenhjælp;FL10=nej;FL11=Pasning;FL12=nej;FL13=cykel;FL14=ja;FL15=gennemgaaet_underskrevet;"
	  "FL16=ja;"
	  "FL17=Besøge plejehjemmets køkken;FL18=2026-12-07" },
	{ "raadighedssamtale",
	  { 3, 40, false },
	  "RA01=Jeg sov over mig;RA02=udeblevet_samtale;RA03=2026-11-16;RA04=nej;RA05=teknisk_fejl;RA06=syg;"
	  "RA07=Jeg havde "
	  "feber;RA08=ja_senere;RA09=2026-11-30;RA10=nej;RA11=2026-11-18;RA12=ja;RA13=paamindelse tolk;"
	  "RA14=Jeg flytter;RA15=ikke_opfyldt;RA16=partshoering;RA17=Ingen kontakt før 18. "
	  "november;RA18=2026-12-07" },
};

static const struct whole *whole_of(const char *id)
{
	for (size_t i = 0; i < LENGTH(wholes); i++)
		if (str_equal(wholes[i].id, id))
			return &wholes[i];
	fail_msg("no sample of %s", id);
	return NULL;
}

/* ---- a whole conversation --------------------------------------------------------------------------- */

static void a_job_conversation_becomes_its_records(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;
	const char *summary;
	int relevant, answered;

	tr_use(LANGUAGE_DA);
	fixture_shipped(fixture, "jobsamtale", LANGUAGE_DA, 2);
	fixture_answers(fixture, whole_of("jobsamtale")->answers);
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	walk_count(fixture->walk, &relevant, &answered);
	assert_int_equal(relevant, 17);
	assert_int_equal(answered, 17);
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_true(fixture_feeds(&feeds, FEED_JOURNAL, "JS01", "JS01"));
	assert_true(fixture_feeds(&feeds, FEED_STEP_STATUS, "JS02", "JS02"));
	assert_true(fixture_feeds(&feeds, FEED_BARRIER, "JS03", "JS03"));
	assert_true(fixture_feeds(&feeds, FEED_CHECK, "JS04", "R06") &&
		    fixture_feeds(&feeds, FEED_CHECK, "JS05", "R06"));
	assert_true(fixture_feeds(&feeds, FEED_MEASURE, "JS06", "JS06") &&
		    fixture_feeds(&feeds, FEED_MEASURE, "JS15", "JS15"));
	assert_true(fixture_feeds(&feeds, FEED_STRENGTH, "JS07", "netvaerk") &&
		    fixture_feeds(&feeds, FEED_STRENGTH, "JS07", "opslag"));
	assert_true(fixture_feeds(&feeds, FEED_GOAL, "JS09", "JS09"));
	assert_true(fixture_feeds(&feeds, FEED_WISH, "JS10", "praktik") &&
		    fixture_feeds(&feeds, FEED_WISH, "JS11", "JS11"));
	assert_false(fixture_feeds(&feeds, FEED_WISH, "JS10", "klarer_selv"));
	assert_true(fixture_feeds(&feeds, FEED_CHECK, "JS12", "R10") &&
		    fixture_feeds(&feeds, FEED_CHECK, "JS13", "R10"));
	assert_true(fixture_feeds(&feeds, FEED_EXCUSE, "JS13", "JS13"));
	assert_true(fixture_feeds(&feeds, FEED_CHECK, "JS14", "R02"));
	assert_true(fixture_feeds(&feeds, FEED_STEP, "JS16", "JS16"));
	assert_true(fixture_feeds(&feeds, FEED_APPOINTMENT, "JS17", "JS17"));
	summary = walk_summary(fixture->walk, &fixture->arena);
	assert_non_null(
		strstr(summary, "Siden sidst\nHvad er der sket siden sidst? Jeg har haft en prøvedag.\n"));
	assert_non_null(strstr(summary, "Hvor har du ledt? Opslag, netværk.\n"));
	assert_non_null(strstr(summary, "Hvornår tales vi ved igen? Mandag den 7. december 2026.\n"));
}

static void a_first_conversation_becomes_its_records(void **state)
{
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_shipped(fixture, "foerste-samtale", LANGUAGE_DA, 2);
	fixture_answers(fixture, whole_of("foerste-samtale")->answers);
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_true(fixture_feeds(&feeds, FEED_JOURNAL, "FS01", "FS01"));
	assert_true(fixture_feeds(&feeds, FEED_APPOINTMENT_FORM, "FS02", "FS02"));
	assert_true(fixture_feeds(&feeds, FEED_STRENGTH, "FS03", "FS03"));
	assert_true(fixture_feeds(&feeds, FEED_GOAL, "FS04", "FS04") &&
		    fixture_feeds(&feeds, FEED_GOAL, "FS05", "FS05") &&
		    fixture_feeds(&feeds, FEED_GOAL, "FS06", "FS06"));
	assert_true(fixture_feeds(&feeds, FEED_MEASURE, "FS07", "FS07") &&
		    fixture_feeds(&feeds, FEED_STEP, "FS08", "FS08"));
	assert_true(fixture_feeds(&feeds, FEED_BARRIER, "FS09", "helbred") &&
		    fixture_feeds(&feeds, FEED_BARRIER, "FS09", "sprog") &&
		    fixture_feeds(&feeds, FEED_BARRIER, "FS10", "FS10"));
	assert_true(fixture_feeds(&feeds, FEED_CHECK, "FS11", "R02") &&
		    fixture_feeds(&feeds, FEED_CHECK, "FS12", "R02") &&
		    fixture_feeds(&feeds, FEED_STEP, "FS12", "FS12"));
	assert_true(fixture_feeds(&feeds, FEED_CHECK, "FS13", "R05"));
	assert_true(fixture_feeds(&feeds, FEED_BARRIER, "FS14", "med_hjaelp"));
	assert_false(fixture_feeds(&feeds, FEED_STRENGTH, "FS14", "med_hjaelp"));
	assert_true(fixture_feeds(&feeds, FEED_GUIDANCE, "FS15", "gennemgaaet_udleveret") &&
		    fixture_feeds(&feeds, FEED_GUIDANCE, "FS16", "nej"));
	assert_true(fixture_feeds(&feeds, FEED_STEP, "FS17", "FS17") &&
		    fixture_feeds(&feeds, FEED_APPOINTMENT, "FS18", "FS18"));
}

/* The five other guides: what is answered, and what it becomes ("KIND QUESTION CODE"). */
struct becomes {
	enum feed_kind kind;
	const char *question, *code;
};

static void assert_becomes(struct guide_fixture *fixture, const struct becomes *rows, size_t count)
{
	struct feed_list feeds;

	assert_int_equal(walk_first_missing(fixture->walk), -1);
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	for (size_t i = 0; i < count; i++) {
		if (!fixture_feeds(&feeds, rows[i].kind, rows[i].question, rows[i].code))
			fail_msg("%s did not become %s %s", rows[i].question, feed_kind_name(rows[i].kind),
				 rows[i].code);
	}
	assert_int_equal(feeds.count, count);
}

static const char *step_text(struct guide_fixture *fixture, const char *question)
{
	struct feed_list feeds;

	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	for (size_t i = 0; i < feeds.count; i++)
		if (feeds.rows[i].kind == FEED_STEP && str_equal(feeds.rows[i].question, question))
			return feeds.rows[i].text;
	return "";
}

static void a_deep_conversation_becomes_its_records(void **state)
{
	static const struct becomes rows[] = {
		{ FEED_JOURNAL, "AM01", "AM01" },     { FEED_STRENGTH, "AM02", "AM02" },
		{ FEED_STRENGTH, "AM03", "dyr" },     { FEED_STRENGTH, "AM03", "have" },
		{ FEED_JOURNAL, "AM04", "AM04" },     { FEED_STRENGTH, "AM05", "AM05" },
		{ FEED_BARRIER, "AM06", "soevn" },    { FEED_BARRIER, "AM06", "gaeld" },
		{ FEED_BARRIER, "AM07", "gaeld" },    { FEED_STRENGTH, "AM08", "AM08" },
		{ FEED_CONSENT, "AM09", "AM09" },     { FEED_WISH, "AM10", "AM10" },
		{ FEED_WISH, "AM11", "AM11" },        { FEED_WISH, "AM12", "ude" },
		{ FEED_WISH, "AM13", "ja" },          { FEED_JOURNAL, "AM14", "AM14" },
		{ FEED_WISH, "AM15", "AM15" },        { FEED_EXCUSE, "AM15", "AM15" },
		{ FEED_MEASURE, "AM16", "AM16" },     { FEED_STEP, "AM17", "AM17" },
		{ FEED_APPOINTMENT, "AM18", "AM18" },
	};
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "alle-skal-med", LANGUAGE_DA, 3);
	fixture_answers(fixture, whole_of("alle-skal-med")->answers);
	assert_becomes(fixture, rows, LENGTH(rows));
}

/* Reference section 3.6. */
static void a_deep_conversation_can_be_closed_with_three_answers(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "alle-skal-med", LANGUAGE_DA, 3);
	fixture_answers(fixture, "AM01=Min ryg;AM17=En tur om dagen;AM18=2026-12-07");
	assert_int_equal(walk_first_missing(fixture->walk), -1);
	fixture_answers(fixture, "AM08=Min søster");
	assert_int_equal(walk_first_missing(fixture->walk), fixture_index(fixture, "AM09"));
	fixture_answers(fixture, "AM09=nej;AM14=ja");
	assert_int_equal(walk_first_missing(fixture->walk), fixture_index(fixture, "AM15"));
}

static void a_youth_conversation_becomes_its_records(void **state)
{
	static const struct becomes rows[] = {
		{ FEED_JOURNAL, "UU01", "UU01" },     { FEED_CONSENT, "UU02", "UU02" },
		{ FEED_CONSENT, "UU03", "UU03" },     { FEED_MEASURE, "UU04", "UU04" },
		{ FEED_BARRIER, "UU05", "holdet" },   { FEED_BARRIER, "UU05", "pengene" },
		{ FEED_STEP, "UU06", "other" },       { FEED_GOAL, "UU07", "UU07" },
		{ FEED_JOURNAL, "UU08", "UU08" },     { FEED_STEP, "UU09", "caseworker" },
		{ FEED_WISH, "UU09", "ja" },          { FEED_JOURNAL, "UU10", "UU10" },
		{ FEED_STEP, "UU11", "caseworker" },  { FEED_BARRIER, "UU12", "ja" },
		{ FEED_WISH, "UU13", "ja" },          { FEED_GOAL, "UU14", "UU14" },
		{ FEED_STEP, "UU15", "UU15" },        { FEED_STEP, "UU16", "other" },
		{ FEED_APPOINTMENT, "UU17", "UU17" },
	};
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	fixture_shipped(fixture, "ungesamtale", LANGUAGE_DA, 13);
	fixture_meet(fixture, &whole_of("ungesamtale")->citizen);
	fixture_answers(fixture, whole_of("ungesamtale")->answers);
	assert_becomes(fixture, rows, LENGTH(rows));
	assert_string_equal(step_text(fixture, "UU16"), "Følge op: skolens vejleder");
	walk_feeds(fixture->walk, &fixture->arena, &feeds);
	assert_string_equal(feeds.rows[feeds_closing_step(&feeds)].question, "UU15");
}

static void a_sick_leave_conversation_becomes_its_records(void **state)
{
	static const struct becomes rows[] = {
		{ FEED_JOURNAL, "SY01", "SY01" },
		{ FEED_JOURNAL, "SY02", "SY02" },
		{ FEED_CHECK, "SY02", "R17" },
		{ FEED_JOURNAL, "SY03", "SY03" },
		{ FEED_CHECK, "SY03", "R17" },
		{ FEED_CHECK, "SY04", "R17" },
		{ FEED_JOURNAL, "SY05", "SY05" },
		{ FEED_STRENGTH, "SY06", "SY06" },
		{ FEED_STEP, "SY07", "SY07" },
		{ FEED_STEP, "SY08", "SY08" },
		{ FEED_CONSENT, "SY09", "SY09" },
		{ FEED_BARRIER, "SY10", "SY10" },
		{ FEED_WISH, "SY10", "SY10" },
		{ FEED_BARRIER, "SY11", "venter" },
		{ FEED_JOURNAL, "SY12", "SY12" },
		{ FEED_WISH, "SY13", "faerre_timer" },
		{ FEED_WISH, "SY13", "hjaelpemiddel" },
		{ FEED_MEASURE, "SY14", "SY14" },
		{ FEED_STEP, "SY15", "SY15" },
		{ FEED_STEP, "SY15_arbejdsplads", "employer" },
		{ FEED_STEP, "SY15_kommune", "caseworker" },
		{ FEED_APPOINTMENT, "SY16", "SY16" },
	};
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "fastholdelse", LANGUAGE_DA, 6);
	fixture_answers(fixture, whole_of("fastholdelse")->answers);
	/* "A; B; C" parts fixture_answers() too. */
	fixture_answer(fixture, "SY15",
		       "Jeg ringer til chefen; chefen laver en plan; kommunen søger hjælpemiddel");
	assert_becomes(fixture, rows, LENGTH(rows));
	assert_string_equal(step_text(fixture, "SY15"), "Jeg ringer til chefen");
	assert_string_equal(step_text(fixture, "SY15_arbejdsplads"), "chefen laver en plan");
	assert_string_equal(step_text(fixture, "SY15_kommune"), "kommunen søger hjælpemiddel");
	fixture_answer(fixture, "SY15", "Jeg ringer til chefen");
	assert_string_equal(step_text(fixture, "SY15"), "Jeg ringer til chefen");
	assert_string_equal(step_text(fixture, "SY15_arbejdsplads"), "");
}

static void a_job_first_conversation_becomes_its_records(void **state)
{
	static const struct becomes rows[] = {
		{ FEED_JOURNAL, "FL01", "FL01" },
		{ FEED_JOURNAL, "FL02", "FL02" },
		{ FEED_STRENGTH, "FL03", "koekken" },
		{ FEED_STRENGTH, "FL03", "omsorg" },
		{ FEED_JOURNAL, "FL04", "FL04" },
		{ FEED_STRENGTH, "FL05", "faglaert" },
		{ FEED_STEP, "FL06", "caseworker" },
		{ FEED_JOURNAL, "FL07", "FL07" },
		{ FEED_STEP, "FL08", "FL08" },
		{ FEED_GOAL, "FL09", "FL09" },
		{ FEED_BARRIER, "FL11", "FL11" },
		{ FEED_BARRIER, "FL12", "nej" },
		{ FEED_JOURNAL, "FL13", "FL13" },
		{ FEED_BARRIER, "FL14", "ja" },
		{ FEED_GUIDANCE, "FL15", "gennemgaaet_underskrevet" },
		{ FEED_JOURNAL, "FL15", "FL15" },
		{ FEED_GUIDANCE, "FL16", "ja" },
		{ FEED_JOURNAL, "FL16", "FL16" },
		{ FEED_STEP, "FL17", "FL17" },
		{ FEED_APPOINTMENT, "FL18", "FL18" },
	};
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "job-foerst", LANGUAGE_DA, 2);
	fixture_answers(fixture, whole_of("job-foerst")->answers);
	assert_becomes(fixture, rows, LENGTH(rows));
	assert_string_equal(step_text(fixture, "FL06"), "Få vurderet papirer: eksamen, kørekort");
}

static void an_availability_conversation_becomes_one_assessed_event(void **state)
{
	static const struct becomes rows[] = {
		{ FEED_JOURNAL, "RA01", "RA01" },
		{ FEED_CHECK_EVENT, "RA02", "R08" },
		{ FEED_CHECK_DATE, "RA03", "RA03" },
		{ FEED_CHECK_EVIDENCE, "RA04", "RA04" },
		{ FEED_EXCUSE, "RA05", "RA05" },
		{ FEED_CHECK_REASON, "RA05", "RA05" },
		{ FEED_EXCUSE, "RA06", "RA06" },
		{ FEED_CHECK_REASON, "RA06", "RA06" },
		{ FEED_EXCUSE, "RA07", "RA07" },
		{ FEED_CHECK_REASON, "RA07", "RA07" },
		{ FEED_EXCUSE, "RA08", "RA08" },
		{ FEED_CHECK_EVIDENCE, "RA08", "RA08" },
		{ FEED_STEP, "RA09", "RA09" },
		{ FEED_CHECK_EVIDENCE, "RA10", "RA10" },
		{ FEED_CHECK_EVIDENCE, "RA11", "RA11" },
		{ FEED_CHECK_EVIDENCE, "RA12", "RA12" },
		{ FEED_WISH, "RA13", "paamindelse tolk" },
		{ FEED_EXCUSE, "RA14", "RA14" },
		{ FEED_CHECK_REASON, "RA14", "RA14" },
		{ FEED_CHECK_OUTCOME, "RA15", "not_fulfilled" },
		{ FEED_CHECK_NEXT, "RA16", "hearing" },
		{ FEED_JOURNAL, "RA16", "RA16" },
		{ FEED_CHECK_REASON, "RA17", "RA17" },
		{ FEED_APPOINTMENT, "RA18", "RA18" },
		{ FEED_STEP, "RA18", "RA18" },
	};
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "raadighedssamtale", LANGUAGE_DA, 3);
	fixture_answers(fixture, whole_of("raadighedssamtale")->answers);
	assert_becomes(fixture, rows, LENGTH(rows));
}

static void every_event_is_about_a_requirement_of_the_law(void **state)
{
	static const struct {
		const char *event, *requirement;
	} rows[] = {
		{ "udeblevet_samtale", "R08" }, { "udeblevet_tilbud", "R09" }, { "afvist_tilbud", "R09" },
		{ "afvist_job", "R10" },        { "stoppet_job", "R10" },      { "ikke_soegt", "R05" },
		{ "joblog_mangler", "R06" },    { "cv_mangler", "R02" },       { "ikke_booket", "R07" },
	};
	struct guide_fixture *fixture = *state;
	struct feed_list feeds;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		fixture_shipped(fixture, "raadighedssamtale", LANGUAGE_DA, 2);
		fixture_answer(fixture, "RA02", rows[i].event);
		walk_feeds(fixture->walk, &fixture->arena, &feeds);
		assert_int_equal(feeds.count, 1);
		assert_true(fixture_feeds(&feeds, FEED_CHECK_EVENT, "RA02", rows[i].requirement));
		assert_non_null(requirement_find(rows[i].requirement));
	}
}

/* Reference section 3.10. */
static void an_availability_conversation_never_names_an_amount(void **state)
{
	static const char *const amounts[] = { " kr", "DKK", "kroner", "beløb", "sats", "træk" };
	struct guide_fixture *fixture = *state;
	const struct question *questions;
	size_t count;

	fixture_shipped(fixture, "raadighedssamtale", LANGUAGE_DA, 2);
	count = guide_questions(fixture->guide, &questions);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < LENGTH(amounts); k++)
			assert_null(strstr(arena_printf(&fixture->arena, "%s %s %s", questions[i].label,
							questions[i].hint, questions[i].guidance_hint),
					   amounts[k]));
}

static void what_can_be_done_is_said_before_a_sick_leave_conversation_asks(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct guide_step *steps;

	fixture_shipped(fixture, "fastholdelse", LANGUAGE_DA, 6);
	guide_steps(fixture->guide, &steps);
	assert_string_equal(steps[0].say, "Jeg spørger om, hvad du kan, ikke om hvad du fejler.");
	fixture_shipped(fixture, "fastholdelse", LANGUAGE_EN, 6);
	guide_steps(fixture->guide, &steps);
	assert_string_equal(steps[0].say, "I ask what you can do, not what is wrong with you.");
}

/* ---- every guide in both languages ------------------------------------------------------------------- */

/* A name without a label shows as a bare word with an underscore. */
static void assert_readable(const char *summary)
{
	assert_null(strchr(summary, '_'));
	assert_null(strstr(summary, "${"));
	assert_null(strstr(summary, ".."));
	assert_null(strstr(summary, "? \n"));
}

static void every_guide_can_be_walked_to_its_end_in_both_languages(void **state)
{
	struct guide_fixture *fixture = *state;

	for (size_t g = 0; g < 2 * LENGTH(wholes); g++) {
		enum language language = g % 2 ? LANGUAGE_EN : LANGUAGE_DA;
		const struct whole *whole = &wholes[g / 2];
		struct feed_list feeds;
		int relevant, answered;
		const char *summary;

		tr_use(language);
		fixture_shipped(fixture, whole->id, language, whole->citizen.target_group);
		fixture_meet(fixture, &whole->citizen);
		fixture_answers(fixture, whole->answers);
		walk_count(fixture->walk, &relevant, &answered);
		assert_int_equal(relevant, answered);
		assert_int_equal(walk_first_missing(fixture->walk), -1);
		walk_feeds(fixture->walk, &fixture->arena, &feeds);
		assert_true(feeds.count > 10);
		assert_true(feeds_closing_step(&feeds) >= 0);
		summary = walk_summary(fixture->walk, &fixture->arena);
		assert_true(strlen(summary) > 300);
		assert_readable(summary);
	}
}

/* What is said to the citizen is easier than a newspaper. */
static void what_is_said_aloud_is_easy_to_follow(void **state)
{
	struct guide_fixture *fixture = *state;

	for (size_t g = 0; g < 2 * LENGTH(shipped); g++) {
		const struct question *questions;
		const struct guide_step *steps;
		struct lix lix = { 0 };
		size_t count;

		fixture_shipped(fixture, shipped[g / 2], g % 2 ? LANGUAGE_EN : LANGUAGE_DA, 2);
		count = guide_steps(fixture->guide, &steps);
		for (size_t i = 0; i < count; i++)
			lix_add(&lix, steps[i].say);
		count = guide_questions(fixture->guide, &questions);
		for (size_t i = 0; i < count; i++) {
			if (questions[i].caseworker)
				continue;
			lix_add(&lix, questions[i].label);
			lix_add(&lix, questions[i].hint);
		}
		assert_in_range(lix_value(&lix), 1, 30);
	}
}

/* ---- both languages --------------------------------------------------------------------------------- */

static void both_languages_are_one_guide(void **state)
{
	struct guide_fixture *fixture = *state;

	for (size_t g = 0; g < LENGTH(shipped); g++) {
		struct guide *en;
		const struct question *danish, *english;
		const struct guide_step *steps_da, *steps_en;
		size_t count, steps;

		fixture_shipped(fixture, shipped[g], LANGUAGE_DA, 2);
		assert_true(guide_load(shipped[g], LANGUAGE_EN, NULL, &en, &fixture->err));
		assert_int_equal(guide_version(fixture->guide), guide_version(en));
		count = guide_questions(fixture->guide, &danish);
		assert_int_equal(guide_questions(en, &english), count);
		steps = guide_steps(fixture->guide, &steps_da);
		assert_int_equal(guide_steps(en, &steps_en), steps);
		for (size_t i = 0; i < steps; i++) {
			assert_string_equal(steps_da[i].name, steps_en[i].name);
			assert_int_equal(steps_da[i].first, steps_en[i].first);
			assert_string_not_equal(steps_da[i].say, steps_en[i].say);
		}
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(danish[i].choice_count, english[i].choice_count);
			assert_int_equal(danish[i].caseworker, english[i].caseworker);
			assert_int_equal(danish[i].sensitive, english[i].sensitive);
			assert_int_equal(danish[i].multiline, english[i].multiline);
			assert_int_equal(!*danish[i].hint, !*english[i].hint);
			assert_int_equal(!*danish[i].guidance_hint, !*english[i].guidance_hint);
			for (size_t k = 0; k < danish[i].choice_count; k++)
				assert_string_equal(danish[i].choices[k].name, english[i].choices[k].name);
		}
		guide_free(en);
	}
}

static void a_guide_ends_with_a_next_date(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct question *questions;

	for (size_t g = 0; g < LENGTH(shipped); g++) {
		size_t count;

		fixture_shipped(fixture, shipped[g], LANGUAGE_DA, 3);
		count = guide_questions(fixture->guide, &questions);
		assert_int_equal(questions[count - 1].type, QUESTION_DATE);
		assert_true(walk_required(fixture->walk, (int)count - 1));
	}
}

static void titles_fit_the_step_list_and_every_step_is_opened(void **state)
{
	struct guide_fixture *fixture = *state;
	const struct guide_step *steps;

	for (size_t g = 0; g < 2 * LENGTH(shipped); g++) {
		size_t count;

		fixture_shipped(fixture, shipped[g / 2], g % 2 ? LANGUAGE_EN : LANGUAGE_DA, 2);
		count = guide_steps(fixture->guide, &steps);
		assert_in_range(count, 3, 5);
		for (size_t i = 0; i < count; i++) {
			assert_in_range(utf8_columns(steps[i].title), 1, 17);
			assert_true(*steps[i].say);
		}
	}
}

static void the_guides_are_offered_to_their_target_groups(void **state)
{
	struct guide_fixture *fixture = *state;

	fixture_shipped(fixture, "jobsamtale", LANGUAGE_DA, 2);
	assert_true(guide_is_for(fixture->guide, 1) && guide_is_for(fixture->guide, 9));
	assert_false(guide_is_for(fixture->guide, 3));
	assert_true(guide_resets_contact_clock(fixture->guide));
	fixture_shipped(fixture, "foerste-samtale", LANGUAGE_DA, 2);
	assert_true(guide_is_for(fixture->guide, 3));
	assert_false(guide_is_for(fixture->guide, 1));
}

static void the_law_s_requirements_they_feed_exist(void **state)
{
	(void)state;
	assert_non_null(requirement_find("R02"));
	assert_non_null(requirement_find("R05"));
	assert_non_null(requirement_find("R06"));
	assert_non_null(requirement_find("R10"));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, guide_fixture_setup, guide_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_job_conversation_becomes_its_records),
		CASE(a_first_conversation_becomes_its_records),
		CASE(a_deep_conversation_becomes_its_records),
		CASE(a_deep_conversation_can_be_closed_with_three_answers),
		CASE(a_youth_conversation_becomes_its_records),
		CASE(a_sick_leave_conversation_becomes_its_records),
		CASE(a_job_first_conversation_becomes_its_records),
		CASE(an_availability_conversation_becomes_one_assessed_event),
		CASE(every_event_is_about_a_requirement_of_the_law),
		CASE(an_availability_conversation_never_names_an_amount),
		CASE(what_can_be_done_is_said_before_a_sick_leave_conversation_asks),
		CASE(every_guide_can_be_walked_to_its_end_in_both_languages),
		CASE(what_is_said_aloud_is_easy_to_follow),
		CASE(both_languages_are_one_guide),
		CASE(a_guide_ends_with_a_next_date),
		CASE(titles_fit_the_step_list_and_every_step_is_opened),
		CASE(the_guides_are_offered_to_their_target_groups),
		CASE(the_law_s_requirements_they_feed_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The conversation on the screen, key by key: the core, the real guides, and a memory for a database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "desk.h"

#define KEY_BUDGET 20 /* DESIGN section 7: a whole job conversation, non-text keys */

static void shows(struct desk *desk, const char *text)
{
	const char *screen = desk_screen(desk);

	if (strstr(screen, text) == NULL)
		fail_msg("“%s” is not on the screen:\n%s", text, screen);
}

static void shows_not(struct desk *desk, const char *text)
{
	const char *screen = desk_screen(desk);

	if (strstr(screen, text) != NULL)
		fail_msg("“%s” is on the screen:\n%s", text, screen);
}

static struct desk *seated(void **state)
{
	struct desk *desk = *state;

	desk_open(desk, 24, 80);
	desk_keys(desk, "s");
	return desk;
}

/* A long way: a step that got stuck, applications, several choices, a workplace to contact. */
static const char whole[] =
	"\"Ringet til to lagre\" <Enter> 2 \"Pasningen faldt ud\" <Enter> \"4\" <Enter> 1 \"1\" <Enter>"
	"1 3 <Enter> 1 2 <Enter> \"Lageret paa Energivej\" <Enter> 1 2 \"6\" <Enter>"
	"\"Ringe til lageret\" <Enter> \"+14\" <Enter>";

/* ---- the whole way -------------------------------------------------------------------------------- */

static void a_whole_job_conversation_takes_at_most_twenty_keys(void **state)
{
	static const enum language languages[] = { LANGUAGE_DA, LANGUAGE_EN };

	for (size_t i = 0; i < LENGTH(languages); i++) {
		struct desk *desk = *state;

		tr_use(languages[i]);
		desk_open(desk, 24, 80);
		desk_keys(desk, "s");
		desk_keys(desk, whole);
		desk_keys(desk, "<F10>");
		assert_int_equal(desk->signings, (int)i + 1);
		assert_in_range(desk->keys, 1, KEY_BUDGET);
		assert_string_equal(desk->signed_last.step.text, "Ringe til lageret");
		assert_int_equal(desk->signed_last.step.owner, STEP_OWNER_CITIZEN);
		assert_int_equal(date_days_between(desk->now.date, desk->signed_last.next.date), 14);
		assert_int_equal(date_days_between(desk->now.date, desk->signed_last.step.due), 14);
		assert_string_equal(desk->signed_last.next.type, "jobsamtale");
		assert_string_equal(desk->signed_last.next.form, "fremmøde");
		assert_non_null(strstr(desk->signed_last.summary, "Pasningen faldt ud"));
		assert_string_equal(desk_answer(desk, "JS07")->value, "opslag ringet_selv");
		shows(desk, languages[i] == LANGUAGE_DA ? "Samtalen er gemt og underskrevet"
							: "The conversation is saved and signed");
		shows(desk, languages[i] == LANGUAGE_DA ? "I dag" : "Today");
		desk->answer_count = 0;
		desk->begun = false;
	}
}

static void the_screen_is_as_it_was_drawn(void **state)
{
	struct desk *desk = *state;
	const char *screen;

	desk->last[0] = (struct last_answer){ "JS12", "nej", desk->now.date };
	desk->last_count = 1;
	desk_open(desk, 24, 80);
	desk_keys(desk, "s \"Intet nyt\" <Enter> 1 \"0\" <Enter> 7 <Enter> 1 7 <Enter>");
	screen = desk_screen(desk);
	assert_ptr_equal(strstr(screen, "Karim Nielsen  150580-****  jobparat · uge 38"), screen);
	shows(desk, "  + Siden sidst        ");
	shows(desk, "  > Rådighed           ");
	shows(desk, "    Næste skridt");
	shows(desk, "                         1 ja      2 nej");
	shows(desk, "Sidst (23 nov): nej    = samme svar");
	shows(desk, "Spørg: Hvad skulle være på plads aftenen før?");
	shows(desk, "F10 Afslut");
}

static void a_branch_that_does_not_apply_is_not_asked(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 1");
	shows(desk, "Hvor mange job har du søgt");
	desk_keys(desk, "<BS> 3");
	shows(desk, "Hvad kom i vejen?");
	desk_keys(desk, "\"Sygdom\" <Enter> <PgUp> <PgUp> 1");
	shows(desk, "Hvor mange job har du søgt");
	assert_string_equal(desk_answer(desk, "JS03")->value, "Sygdom");
}

static void what_is_only_for_other_target_groups_is_not_asked(void **state)
{
	struct desk *desk = *state;

	desk->citizen.target_group = 6;
	desk_open(desk, 24, 80);
	desk_keys(desk, "s \"Intet nyt\" <Enter> 1");
	shows(desk, "Er jobmålet i din plan stadig det rigtige?");
}

/* ---- about in the guide --------------------------------------------------------------------------- */

static void going_back_shows_the_answer_and_going_on_keeps_it(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> <PgUp>");
	shows(desk, "Intet nyt");
	desk_keys(desk, "\" endnu\" <PgDn>");
	assert_string_equal(desk_answer(desk, "JS01")->value, "Intet nyt endnu");
	desk_keys(desk, "2 <BS>");
	shows(desk, "> 2 delvist");
	desk_keys(desk, "<Enter>");
	shows(desk, "Hvad kom i vejen?");
	assert_int_equal(desk->answer_count, 3);
}

static void the_way_back_ends_at_the_first_question(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "<BS>");
	shows(desk, "Det er det første spørgsmål");
	shows(desk, "Hvad er der sket siden sidst?");
}

static void a_step_can_be_jumped_to_with_a_digit(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "<C-t>");
	shows(desk, "4 Rådighed");
	desk_keys(desk, "4");
	shows(desk, "Kunne du begynde i et job i morgen?");
}

static void an_answer_that_is_missing_holds_the_cursor_and_says_how_to_go_on(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "<Enter>");
	shows(desk, "Spørgsmålet skal besvares. Tryk F9");
	shows(desk, "Hvad er der sket siden sidst?");
	assert_int_equal(desk->answer_count, 0);
}

static void a_question_that_may_be_empty_is_passed_with_enter(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 1 \"4\" <Enter> 1 <Enter>");
	shows(desk, "Hvor har du ledt?");
	assert_int_equal(desk_answer(desk, "JS06")->state, ANSWER_ASKED);
}

static void why_there_is_no_answer_is_an_answer(void **state)
{
	static const struct {
		const char *key, *words;
		enum answer_state state;
	} cases[] = {
		{ "1", "Vil ikke svare", ANSWER_DECLINED },
		{ "2", "Ved det ikke", ANSWER_UNKNOWN },
		{ "3", "Senere: skal besvares", ANSWER_PARKED },
		{ "4", "Spurgt, men ikke besvaret", ANSWER_ASKED },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct desk *desk = seated(state);

		desk_keys(desk, "<F9>");
		desk_keys(desk, cases[i].key);
		shows(desk, "Hvordan gik det med det skridt");
		assert_int_equal(desk_answer(desk, "JS01")->state, cases[i].state);
		desk_keys(desk, "<BS>");
		shows(desk, cases[i].words);
		desk->answer_count = 0;
	}
}

static void what_is_no_date_is_told_and_stays_in_the_field(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "<C-t> 5 \"Et skridt\" <Enter> \"31/2\" <Enter>");
	shows(desk, "31/2");
	shows(desk, "Hvornår tales vi ved igen?");
	assert_null(desk_answer(desk, "JS17"));
	desk_keys(desk, "<C-u> \"+14\"");
	shows(desk, "= man 7 dec 2026 (+14 d)");
}

static void the_answer_from_last_time_is_one_key_away(void **state)
{
	struct desk *desk = *state;

	desk->last[0] = (struct last_answer){ "JS01", "Det samme som nu", desk->now.date };
	desk->last[1] = (struct last_answer){ "JS02", "delvist", desk->now.date };
	desk->last_count = 2;
	desk_open(desk, 24, 80);
	desk_keys(desk, "s =");
	assert_null(desk_answer(desk, "JS01"));
	desk_keys(desk, "<Enter> =");
	assert_string_equal(desk_answer(desk, "JS01")->value, "Det samme som nu");
	assert_string_equal(desk_answer(desk, "JS02")->value, "delvist");
	shows(desk, "Hvad kom i vejen?");
	desk_keys(desk, "=");
	shows(desk, "=");
	assert_null(desk_answer(desk, "JS03"));
}

static void several_choices_stay_until_enter(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "<C-t> 3 1");
	shows(desk, "Hvad kunne bringe dig hurtigst i job?");
	desk_keys(desk, "2 4 2 <Down> <Space>");
	shows(desk, "  2 [ ] praktik");
	shows(desk, "> 3 [x] løntilskud");
	shows(desk, "  4 [x] kort kursus");
	desk_keys(desk, "<Enter>");
	assert_string_equal(desk_answer(desk, "JS10")->value, "loentilskud kort_kursus");
}

static void the_list_of_values_answers_too(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> <F4> \"ikke gj\" <Enter>");
	assert_string_equal(desk_answer(desk, "JS02")->value, "ikke_gjort");
}

static void a_note_goes_with_the_answer(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Tab> \"Virkede træt\" <Enter> <Enter>");
	assert_string_equal(desk_answer(desk, "JS01")->note, "Virkede træt");
	assert_string_equal(desk_answer(desk, "JS01")->value, "Intet nyt");
	desk_keys(desk, "<BS>");
	shows(desk, "Notat: Virkede træt");
}

static void a_check_on_the_way_belongs_to_the_conversation(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Halvt skrevet\" <F7>");
	shows(desk, "Karim Nielsen");
	desk_keys(desk, "1 <Enter> <Enter> <Enter> \"Set i dag\" <Enter> 1 <F10> <F10>");
	assert_int_equal(desk->check.conversation, desk->conversation.id);
	shows(desk, "Hvad er der sket siden sidst?");
	shows(desk, "Halvt skrevet");
}

static void the_language_changes_under_the_question(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 2 \"Halvt skrevet\" <F11>");
	shows(desk, "What got in the way?");
	shows(desk, "Halvt skrevet");
}

/* ---- what was half typed -------------------------------------------------------------------------- */

static void a_half_typed_text_is_kept_within_a_tick_and_comes_back(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 2 \"Pasningen fa\"");
	desk_wait(desk, 2);
	assert_string_equal(desk_draft(desk, "conversation/JS03"), "Pasningen fa");
	desk_open(desk, 24, 80);
	desk_keys(desk, "s");
	shows(desk, "Hvad kom i vejen?");
	shows(desk, "Pasningen fa");
	shows(desk, "Det her var du i gang med at skrive");
	desk_keys(desk, "\"ldt ud\" <Enter>");
	assert_string_equal(desk_answer(desk, "JS03")->value, "Pasningen faldt ud");
	assert_string_equal(desk_draft(desk, "conversation/JS03"), "");
}

static void a_half_typed_note_comes_back_in_the_note(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> <Tab> \"Ringede fra\"");
	desk_wait(desk, 2);
	desk_open(desk, 24, 80);
	desk_keys(desk, "s \" bilen\" <Enter>");
	assert_string_equal(desk_answer(desk, "JS02")->note, "Ringede fra bilen");
	assert_int_equal(desk_answer(desk, "JS02")->state, ANSWER_NONE);
	assert_string_equal(desk_draft(desk, "conversation/JS02/note"), "");
}

static void without_a_draft_one_goes_on_after_the_latest_answer(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 1 \"4\" <Enter>");
	desk_open(desk, 24, 80);
	desk_keys(desk, "s");
	shows(desk, "Står de i din joblog?");
	shows(desk, "Du fortsætter samtalen");
}

static void a_guide_that_has_changed_meanwhile_is_told(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> <F3>");
	desk->conversation.guide_version = 999;
	desk_keys(desk, "s");
	shows(desk, "Guiden er ændret siden man 23 nov 2026");
	shows(desk, "Hvordan gik det med det skridt");
}

static void a_pause_keeps_the_place_and_says_so(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 1 <C-t> 4 <F3>");
	shows(desk, "Samtalen er på pause");
	shows(desk, "I dag");
	assert_int_equal(desk->conversation.state, CONVERSATION_PAUSED);
	desk_keys(desk, "s");
	shows(desk, "Kunne du begynde i et job i morgen?");
}

static void a_number_that_is_none_stays_as_a_draft_when_one_leaves(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 1 \"mange\" <PgDn>");
	shows(desk, "Det, du skrev, er gemt, men det er ikke et svar endnu.");
	assert_null(desk_answer(desk, "JS04"));
	desk_keys(desk, "<PgUp>");
	shows(desk, "mange");
}

/* ---- what goes wrong ------------------------------------------------------------------------------ */

static void a_write_that_fails_keeps_question_and_text(void **state)
{
	struct desk *desk = seated(state);

	desk->failing = EFFECT_ANSWER;
	desk_keys(desk, "\"Intet nyt\" <Enter>");
	shows(desk, "The disk is full");
	shows(desk, "Hvad er der sket siden sidst?");
	shows(desk, "Intet nyt");
	desk_keys(desk, "<PgDn>");
	shows(desk, "Hvad er der sket siden sidst?");
	desk->failing = EFFECT_QUIT;
	desk_keys(desk, "<Enter>");
	shows(desk, "Hvordan gik det med det skridt");
	assert_string_equal(desk_answer(desk, "JS01")->value, "Intet nyt");
}

static void a_pause_that_cannot_be_saved_lets_one_go_the_second_time(void **state)
{
	struct desk *desk = seated(state);

	desk->failing = EFFECT_CONVERSATION_SET;
	desk_keys(desk, "<F3>");
	shows(desk, "The disk is full");
	shows(desk, "Hvad er der sket siden sidst?");
	desk_keys(desk, "<F3>");
	shows(desk, "I dag");
}

static void a_sitting_that_cannot_be_read_goes_back_with_the_reason(void **state)
{
	struct desk *desk = *state;

	desk_open(desk, 24, 80);
	desk->failing = EFFECT_SITTING;
	desk_keys(desk, "s");
	shows(desk, "The disk is full");
	shows(desk, "I dag");
}

/* ---- which guide ---------------------------------------------------------------------------------- */

static void the_bookings_word_finds_the_guide(void **state)
{
	static const char *const words[] = { "foerste-samtale", "første samtale", "FØRSTE SAMTALE",
					     "Første-samtale" };

	for (size_t i = 0; i < LENGTH(words); i++) {
		struct desk *desk = *state;

		desk->row.what = words[i];
		desk->begun = false;
		desk_open(desk, 24, 80);
		desk_keys(desk, "s");
		shows(desk, "Er det i orden, at jeg skriver ned undervejs");
	}
}

static void a_word_that_is_no_guide_lets_one_choose(void **state)
{
	struct desk *desk = *state;

	desk->row.what = "henvisning";
	desk_open(desk, 24, 80);
	desk_keys(desk, "s");
	shows(desk, "Hvilken samtale?");
	desk_keys(desk, "<Esc>");
	shows(desk, "I dag");
	desk_keys(desk, "s \"jobsamtale\" <Enter>");
	shows(desk, "Hvad er der sket siden sidst?");
}

/* ---- closing -------------------------------------------------------------------------------------- */

static void finishing_too_early_names_how_many_and_goes_to_the_first(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "\"Intet nyt\" <Enter> 1 <C-t> 4 <F10>");
	shows(desk, "9 spørgsmål mangler svar. Her er det første");
	shows(desk, "Hvor mange job har du søgt siden sidst?");
	desk_keys(desk, "<F10> <F10>");
	shows(desk, "Hvor mange job har du søgt siden sidst?");
	assert_int_equal(desk->signings, 0);
}

static void what_is_parked_must_be_answered_before_the_end(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, "<F9> 3");
	desk_keys(
		desk,
		"1 \"0\" <Enter> 7 <Enter> 1 7 <Enter> 1 1 \"5\" <Enter> \"Et skridt\" <Enter> "
			"\"+7\" <Enter>");
	shows(desk, "1 spørgsmål mangler svar");
	shows(desk, "Hvad er der sket siden sidst?");
	desk_keys(desk, "\"Intet nyt\" <F10>");
	shows(desk, "Læs det igennem");
}

static void only_f10_on_the_review_signs(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, whole);
	shows(desk, "Læs det igennem");
	assert_true(desk->flush_wanted);
	desk_keys(desk, "<Enter> <Space> 1 y <Tab> <Down> <PgDn> <End>");
	assert_int_equal(desk->signings, 0);
	shows(desk, "Læs det igennem");
	desk_keys(desk, "<F10>");
	assert_int_equal(desk->signings, 1);
}

static void the_whole_summary_can_be_read_on_a_small_screen(void **state)
{
	struct desk *desk = seated(state);

	desk_resize(desk, 10, 40);
	desk_keys(desk, whole);
	shows(desk, "Næste skridt: Ringe til lageret");
	shows(desk, "F10");
	shows_not(desk, "Hvor tæt er du på et job");
	for (int i = 0; i < 40 && strstr(desk_screen(desk), "Hvor tæt er du på et job") == NULL; i++)
		desk_keys(desk, "<Down>");
	shows(desk, "Hvor tæt er du på et job");
	desk_keys(desk, "<End>");
	shows(desk, "PgUp: tilbage");
	desk_keys(desk, "<Home>");
	shows(desk, "Næste skridt: Ringe til lageret");
}

static void the_closing_can_be_changed_and_keeps_what_was_changed(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, whole);
	desk_keys(desk, "<Esc> \" i morgen\" <Enter> 2 <Esc> <F10>");
	shows(desk, "Næste skridt: Ringe til lageret i morgen");
	desk_keys(desk, "<F10>");
	assert_int_equal(desk->signings, 1);
	assert_string_equal(desk->signed_last.step.text, "Ringe til lageret i morgen");
	assert_int_equal(desk->signed_last.step.owner, STEP_OWNER_CASEWORKER);
}

static void an_answer_changed_afterwards_makes_the_summary_anew(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, whole);
	desk_keys(desk, "<Esc> \" i morgen\" <Esc> <PgUp> <C-u> \"Skrive til lageret\" <F10>");
	shows(desk, "Svar er ændret siden sidst");
	shows(desk, "Næste skridt: Skrive til lageret");
	assert_string_equal(desk_draft(desk, "conversation/closing/step"), "");
}

static void a_closing_that_is_not_possible_says_what_is_missing(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, whole);
	desk_keys(desk, "<Esc> <C-u> <F10>");
	shows(desk, "»Næste skridt« skal udfyldes");
	assert_int_equal(desk->signings, 0);
}

static void a_signature_that_cannot_be_written_leaves_everything_standing(void **state)
{
	struct desk *desk = seated(state);

	desk_keys(desk, whole);
	desk->failing = EFFECT_SIGN;
	desk_keys(desk, "<F10>");
	shows(desk, "The disk is full");
	shows(desk, "Læs det igennem");
	desk->failing = EFFECT_QUIT;
	desk_keys(desk, "<F10>");
	assert_int_equal(desk->signings, 1);
}

/* ---- how it is painted ---------------------------------------------------------------------------- */

static bool cursor_is_on_the_focus(const struct desk *desk)
{
	const struct cells *cells = &desk->cells;
	const struct cell *at = cells_at(cells, cells->cursor_row, cells->cursor_col);

	if (cells->cursor_row < 1 || cells->cursor_row > cells->rows - 3 || at == NULL)
		return false;
	if (app_takes_text(desk->app))
		return at->role == ROLE_ENTRY;
	/* A choice: its marker column, the digit two columns on. */
	return (*at->text == '>' || *at->text == ' ') &&
	       strchr("123456789", *cells_at(cells, cells->cursor_row, cells->cursor_col + 2)->text) != NULL;
}

static void every_question_has_the_cursor_on_its_focus_at_every_size(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 10, 40 }, { 43, 132 }, { 14, 60 } };
	static const char *const answers[] = {
		"\"Ringet\" <Enter>",
		"2",
		"\"Pasning\" <Enter>",
		"\"4\" <Enter>",
		"1",
		"\"1\" <Enter>",
		"1 3 <Enter>",
		"1",
		"2 <Enter>",
		"\"Lageret\" <Enter>",
		"2",
		"\"Pasning\" <Enter>",
		"2",
		"\"6\" <Enter>",
		"\"Ringe\" <Enter>",
	};
	static char surname[201];

	memset(surname, 'N', sizeof(surname) - 1);
	for (size_t size = 0; size < LENGTH(sizes); size++) {
		struct desk *desk = *state;

		desk->citizen.surname = surname;
		desk->citizen.given_names = "Karim\033[31m\nBo";
		desk->answer_count = 0;
		desk->begun = false;
		desk_open(desk, sizes[size][0], sizes[size][1]);
		desk_keys(desk, "s");
		for (size_t i = 0; i < LENGTH(answers); i++) {
			const char *screen = desk_screen(desk);

			if (!cursor_is_on_the_focus(desk))
				fail_msg("the cursor is at %d, %d:\n%s", desk->cells.cursor_row,
					 desk->cells.cursor_col, screen);
			assert_null(strchr(screen, '\033'));
			desk_keys(desk, answers[i]);
		}
		shows(desk, "Hvornår tales vi ved igen?");
	}
}

static void the_steps_stand_beside_the_question_only_where_there_is_room(void **state)
{
	struct desk *desk = seated(state);

	shows(desk, "> Siden sidst");
	desk_resize(desk, 24, 59);
	shows_not(desk, "> Siden sidst");
	shows(desk, "Hvad er der sket siden sidst?");
	desk_resize(desk, 43, 132);
	shows(desk, "> Siden sidst");
}

static void the_minutes_since_one_sat_down_are_in_the_corner(void **state)
{
	struct desk *desk = seated(state);

	desk_wait(desk, 12 * 60);
	shows(desk, "Jobsamtale  1/11  12 min");
}

static void the_cpr_number_is_masked_until_it_is_asked_for(void **state)
{
	struct desk *desk = seated(state);

	shows_not(desk, "1505800101");
	desk_keys(desk, "<F8>");
	shows(desk, "1505800101");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_whole_job_conversation_takes_at_most_twenty_keys),
		CASE(the_screen_is_as_it_was_drawn),
		CASE(a_branch_that_does_not_apply_is_not_asked),
		CASE(what_is_only_for_other_target_groups_is_not_asked),
		CASE(going_back_shows_the_answer_and_going_on_keeps_it),
		CASE(the_way_back_ends_at_the_first_question),
		CASE(a_step_can_be_jumped_to_with_a_digit),
		CASE(an_answer_that_is_missing_holds_the_cursor_and_says_how_to_go_on),
		CASE(a_question_that_may_be_empty_is_passed_with_enter),
		CASE(why_there_is_no_answer_is_an_answer),
		CASE(what_is_no_date_is_told_and_stays_in_the_field),
		CASE(the_answer_from_last_time_is_one_key_away),
		CASE(several_choices_stay_until_enter),
		CASE(the_list_of_values_answers_too),
		CASE(a_note_goes_with_the_answer),
		CASE(a_check_on_the_way_belongs_to_the_conversation),
		CASE(the_language_changes_under_the_question),
		CASE(a_half_typed_text_is_kept_within_a_tick_and_comes_back),
		CASE(a_half_typed_note_comes_back_in_the_note),
		CASE(without_a_draft_one_goes_on_after_the_latest_answer),
		CASE(a_guide_that_has_changed_meanwhile_is_told),
		CASE(a_pause_keeps_the_place_and_says_so),
		CASE(a_number_that_is_none_stays_as_a_draft_when_one_leaves),
		CASE(a_write_that_fails_keeps_question_and_text),
		CASE(a_pause_that_cannot_be_saved_lets_one_go_the_second_time),
		CASE(a_sitting_that_cannot_be_read_goes_back_with_the_reason),
		CASE(the_bookings_word_finds_the_guide),
		CASE(a_word_that_is_no_guide_lets_one_choose),
		CASE(finishing_too_early_names_how_many_and_goes_to_the_first),
		CASE(what_is_parked_must_be_answered_before_the_end),
		CASE(only_f10_on_the_review_signs),
		CASE(the_whole_summary_can_be_read_on_a_small_screen),
		CASE(the_closing_can_be_changed_and_keeps_what_was_changed),
		CASE(an_answer_changed_afterwards_makes_the_summary_anew),
		CASE(a_closing_that_is_not_possible_says_what_is_missing),
		CASE(a_signature_that_cannot_be_written_leaves_everything_standing),
		CASE(every_question_has_the_cursor_on_its_focus_at_every_size),
		CASE(the_steps_stand_beside_the_question_only_where_there_is_room),
		CASE(the_minutes_since_one_sat_down_are_in_the_corner),
		CASE(the_cpr_number_is_masked_until_it_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

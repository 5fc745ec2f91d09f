/* Letters: each kind whole in its text, what is missing named, bad templates refused with file and line. */
#include "letter_scene.h"

#include "samtale/base/embedded.h"
#include "samtale/base/utf8.h"

static void every_kind_is_whole_in_its_text(void **state)
{
	(void)state;
	for (int kind = 0; kind < LETTER_BUNDLE; kind++) {
		struct letter_scene *scene = letter_scene();
		struct letter letter;

		if (kind == LETTER_NO_SANCTION)
			scene_decide_none(scene, "Bussen er en rimelig grund.");
		letter_of(scene, (enum letter_kind)kind, &letter);
		if (!letter_check(&letter, NULL, &scene->err))
			fail_msg("%s: %s", letter_kind_name(letter.kind), scene->err.text);
		for (size_t i = 0; i < letter.part_count; i++)
			if (letter.parts[i].heading[0] && letter.parts[i].text[0])
				assert_non_null(strstr(letter.text, letter.parts[i].heading));
		assert_non_null(strstr(letter.text, "Telefon 12 34 56 78"));
		assert_non_null(strstr(letter.text, "Mette Holm"));
		assert_in_range(letter.lix, 10, 50);
	}
}

static void a_decision_without_sanction_is_as_whole_as_the_other(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter letter;

	(void)state;
	scene_decide_none(scene, "Bussen er en rimelig grund.");
	letter_of(scene, LETTER_NO_SANCTION, &letter);
	assert_true(letter_check(&letter, NULL, &scene->err));
	assert_day(letter.date, "2025-01-29");
	assert_non_null(strstr(letter.text, "Bussen er en rimelig grund."));
	assert_non_null(strstr(letter.text, "Du får ikke en sanktion."));
}

static void a_decision_without_sanction_needs_its_reason(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter_missing missing;
	struct letter letter;

	(void)state;
	scene_decide_none(scene, "");
	letter_of(scene, LETTER_NO_SANCTION, &letter);
	assert_false(letter_check(&letter, &missing, &scene->err));
	assert_int_equal(missing.count, 1);
	assert_string_equal(missing.items[0].part, "reasons");
}

/* Reference, section 5.8: nine parts; 6 for the activity-ready only. */
static void a_decision_names_each_part_that_it_lacks(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter_missing missing;
	struct letter letter;

	(void)state;
	scene->events[6].text = "";
	scene->caseworker.name = "";
	scene->facts.contact = "";
	letter_of(scene, LETTER_DECISION, &letter);
	assert_false(letter_check(&letter, &missing, &scene->err));
	/* The complaint part stands in the template itself. */
	assert_int_equal(missing.count, 8);
	assert_string_equal(missing.items[4].part, "view");
	assert_non_null(strstr(scene->err.text,
			       "the facts relied on, and what the citizen said (write them when deciding)"));
	scene->file.target_group = 2;
	letter_of(scene, LETTER_DECISION, &letter);
	assert_false(letter_check(&letter, &missing, &scene->err));
	assert_int_equal(missing.count, 7);
}

static void a_letter_that_nobody_can_answer_says_where_the_contact_is_set(void **state)
{
	(void)state;
	for (int kind = 0; kind < LETTER_BUNDLE; kind++) {
		struct letter_scene *scene = letter_scene();
		struct letter letter;

		scene->facts.contact = "";
		letter_of(scene, (enum letter_kind)kind, &letter);
		assert_false(letter_check(&letter, NULL, &scene->err));
		assert_non_null(strstr(scene->err.text,
				       "how to reach the municipality (set contact in samtale.conf)"));
	}
}

static void the_decision_says_days_sum_and_how_to_complain(void **state)
{
	static const char *const said[] = { "Åse Bjørn Østergård",
					    "15. januar 2025",
					    "§ 37",
					    "1800 kr",
					    "15., 16. og 17. januar 2025",
					    "bussen var forsinket",
					    "Vejledt 4. november 2024",
					    "ikke en rimelig grund",
					    "fremmer din rådighed",
					    "Ring til os",
					    "senest 4 uger",
					    "mundtlig eller skriftlig",
					    "Mette Holm, Odense Kommune",
					    "Telefon 12 34 56 78" };
	struct letter_scene *scene = letter_scene();
	struct letter letter;
	struct str flat;

	(void)state;
	letter_of(scene, LETTER_DECISION, &letter);
	str_init(&flat);
	str_set(&flat, letter.text);
	for (char *at = flat.text; *at; at++)
		if (*at == '\n')
			*at = ' ';
	for (size_t i = 0; i < LENGTH(said); i++)
		if (!strstr(flat.text, said[i]))
			fail_msg("“%s” is not in the decision:\n%s", said[i], letter.text);
	str_done(&flat);
}

static void a_hearing_says_what_when_and_by_when(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter letter;

	(void)state;
	scene->facts.event = &scene->events[3];
	letter_of(scene, LETTER_HEARING, &letter);
	assert_day(letter.date, "2025-01-17");
	assert_int_equal(letter.about, 4);
	assert_non_null(strstr(letter.text, "mandag den 27. januar 2025"));
	assert_non_null(strstr(letter.text, "Du mødte ikke kl. 9."));
	assert_non_null(strstr(letter.text, "4. november 2024"));
	assert_non_null(strstr(letter.text, "dine andre forhold"));
	scene->file.target_group = 2;
	letter_of(scene, LETTER_HEARING, &letter);
	assert_null(strstr(letter.text, "dine andre forhold"));
}

static void a_letter_is_danish_whatever_the_screen_is(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter danish, english;

	(void)state;
	tr_use(LANGUAGE_DA);
	letter_of(scene, LETTER_SUMMONS, &danish);
	tr_use(LANGUAGE_EN);
	letter_of(scene, LETTER_SUMMONS, &english);
	assert_string_equal(danish.text, english.text);
	assert_int_equal(tr_language(), LANGUAGE_EN);
	assert_non_null(strstr(danish.text, "onsdag den 15. januar 2025 kl. 09:00"));
}

static void a_meeting_without_a_time_makes_no_summons(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter_missing missing;
	struct letter letter;

	(void)state;
	scene->appointment.minute = -1;
	letter_of(scene, LETTER_SUMMONS, &letter);
	assert_false(letter_check(&letter, &missing, &scene->err));
	assert_int_equal(missing.count, 1);
	assert_string_equal(missing.items[0].part, "meeting");
	assert_non_null(strstr(scene->err.text, "day, time and form of the meeting (b on the citizen"));
}

/* The letter is to the citizen, and what somebody else may open holds no CPR number. */
static void no_letter_to_a_citizen_holds_the_cpr_number(void **state)
{
	(void)state;
	for (int kind = 0; kind < LETTER_BUNDLE; kind++) {
		struct letter_scene *scene = letter_scene();
		struct letter letter;
		bool held;

		letter_of(scene, (enum letter_kind)kind, &letter);
		held = strstr(letter.text, "120467") != NULL;
		assert_int_equal(held, letter_kind_to((enum letter_kind)kind) != LETTER_TO_CITIZEN);
		assert_null(strstr(letter.text, "Sønder Boulevard"));
	}
}

static void the_address_stands_in_the_window(void **state)
{
	struct letter_scene *scene = letter_scene();
	const char *paper;
	struct letter letter;
	int line = 1;

	(void)state;
	letter_of(scene, LETTER_PLAN, &letter);
	paper = letter_paper(&letter, &scene->arena);
	for (const char *at = paper; at < strstr(paper, "Åse Bjørn Østergård\n"); at++)
		line += *at == '\n';
	assert_int_equal(line, 8);
	assert_non_null(strstr(paper, "Sønder Boulevard 12, 3. tv.\n5000 Odense C\n"));
}

static void no_line_is_wider_than_the_paper(void **state)
{
	struct letter_scene *scene = letter_scene();
	char surname[401] = "";
	const char *paper, *at;
	struct letter letter;
	int letters = 0;

	(void)state;
	for (int i = 0; i < 200; i++)
		strcat(surname, "ø");
	scene->citizen.surname = surname;
	letter_of(scene, LETTER_DECISION, &letter);
	paper = letter_paper(&letter, &scene->arena);
	for (at = paper; *at;) {
		size_t length = strcspn(at, "\n");

		assert_in_range(utf8_columns(arena_strndup(&scene->arena, at, length)), 0, 72);
		at += length + (at[length] == '\n');
	}
	/* Nothing of the name is dropped, in the window and in the letter. */
	for (at = paper; (at = strstr(at, "ø")) != NULL; at += 2)
		letters++;
	assert_in_range(letters, 400, 600);
}

/* Reference, section 5.7: what the Board demands with each appeal. */
static void the_bundle_holds_what_the_board_asks_for(void **state)
{
	static const char *const held[] = {
		"Rettigheder og pligter 2024-1",
		"4. november 2024",
		"Mette Holm",
		"17. januar 2025",
		"Du mødte ikke kl. 9.",
		"Bussen var forsinket.",
		"Bussen er ingen grund.",
		"Intet svar på telefon.",
		"1800 kr",
		"hash-of-the-hearing",
		"Partshøringens egne ord",
		"Ringede fra toget",
		"sanction.limit.whole_months = 3",
		"Sagen er:",
	};
	struct letter_scene *scene = letter_scene();
	struct sanction_note note = { .text = "Ringede fra toget",
				      .author_name = "meho",
				      .date = day("2025-01-16") };
	struct letter hearing = { .id = 9,
				  .kind = LETTER_HEARING,
				  .sanction_case = 7,
				  .date = day("2025-01-17"),
				  .hash = "hash-of-the-hearing",
				  .media_type = "application/pdf",
				  .text = "Partshøringens egne ord",
				  .sent = { .id = 1,
					    .channel = "digital",
					    .date = day("2025-01-17"),
					    .minute = 600,
					    .received = day("2025-01-17") } };
	struct letter_list letters = { &hearing, 1 };
	struct check_list checks = { NULL, 0 };
	struct letter_evidence evidence = { &letters, &checks };
	struct letter_missing missing;
	struct letter bundle;

	(void)state;
	scene->file.notes = &note;
	scene->file.note_count = 1;
	letter_bundle(&scene->facts, &evidence, &scene->arena, &bundle);
	assert_true(letter_check(&bundle, NULL, &scene->err));
	assert_string_equal(bundle.parts[0].name, "contents");
	for (size_t i = 0; i < LENGTH(held); i++)
		if (!strstr(bundle.text, held[i]))
			fail_msg("“%s” is not in the bundle:\n%s", held[i], bundle.text);
	/* What there is none of is said to be none. */
	assert_non_null(strstr(bundle.text, "3. Kontrol af rådighed: ingen noteret"));
	scene->file.guidance_count = 0;
	letter_bundle(&scene->facts, &evidence, &scene->arena, &bundle);
	assert_false(letter_check(&bundle, &missing, &scene->err));
	assert_string_equal(missing.items[0].part, "guidance");
}

/* ---- templates ---------------------------------------------------------------------------------------- */

static const char whole[] =
	"title: Min plan\n[steps] Skridt\n{plan}\n[change]\nSig til.\n[caseworker]\n{caseworker}\n"
	"[contact]\n{contact}\n";

static void refuses(const char *text, const char *named)
{
	struct letter_scene *scene = letter_scene();
	const struct letter_template *template;

	if (letter_template_parse("mappe/plan.tmpl", text, &scene->arena, &template, &scene->err))
		fail_msg("%s was taken", text);
	if (!strstr(scene->err.text, named))
		fail_msg("“%s” is not named in: %s", named, scene->err.text);
	assert_null(template);
}

/* The words of the plan as it is printed for the citizen; with no step to take, none. */
static void the_plan_is_sent_as_the_citizen_gets_it_printed(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter_missing missing;
	struct letter letter;

	(void)state;
	letter_of(scene, LETTER_PLAN, &letter);
	assert_true(letter_check(&letter, &missing, &scene->err));
	assert_non_null(strstr(letter.text, "- Job på lager."));
	assert_non_null(strstr(letter.text, "- Jeg ringer til lageret på mandag. "));
	assert_non_null(strstr(letter.text, "3. februar 2025"));
	scene->step.status = STEP_DONE;
	letter_of(scene, LETTER_PLAN, &letter);
	assert_false(letter_check(&letter, &missing, &scene->err));
	assert_int_equal(missing.count, 1);
	assert_string_equal(missing.items[0].part, "steps");
}

static void a_bad_template_is_refused_with_file_and_line(void **state)
{
	(void)state;
	refuses("", "mappe/plan.tmpl:1:");
	refuses("title: Plan\n[steps]\n{skridt}\n",
		"mappe/plan.tmpl:3: this kind of letter has no such placeholder: skridt");
	refuses("title: Plan\n[steps]\n{steps\n", "mappe/plan.tmpl:3:");
	refuses("title: Plan\n[skridt]\nx\n", "has no such part: skridt");
	refuses("title: Plan\n[steps]\nx\n[steps]\ny\n", "mappe/plan.tmpl:4: the part stands twice: steps");
	refuses("title: Plan\nløs tekst\n", "mappe/plan.tmpl:2:");
	refuses("[steps]\n{plan}\n[change]\nx\n[caseworker]\nx\n[contact]\nx\n", "has no title");
	refuses("title: Plan\n[steps]\n\x1b[31mrød\n", "mappe/plan.tmpl:3: there is a control character");
	refuses("title: Plan\n[steps]\n\xe6\n", "mappe/plan.tmpl:3: the file is not UTF-8");
	refuses("title: Plan\n[steps\nx\n", "mappe/plan.tmpl:2:");
	/* A placeholder of another kind of letter. */
	refuses("title: Plan\n[steps]\n{reply_date}\n", "no such placeholder: reply_date");
}

static void a_template_that_drops_a_part_is_refused_by_the_parts_name(void **state)
{
	struct letter_scene *scene = letter_scene();
	const struct letter_template *template;

	(void)state;
	assert_true(letter_template_parse("plan.tmpl", whole, &scene->arena, &template, &scene->err));
	refuses("title: Plan\n[steps]\n{plan}\n[caseworker]\nx\n[contact]\nx\n",
		"[change] how the citizen changes the plan");
	refuses("title: Plan\n[steps]\n\n[change]\nx\n[caseworker]\nx\n[contact]\nx\n",
		"says nothing: [steps]");
}

/* Dropping any needed section of any shipped template is refused with that section's name. */
static void every_part_of_every_shipped_template_is_missed(void **state)
{
	(void)state;
	for (int kind = 0; kind < LETTER_BUNDLE; kind++) {
		struct letter_scene *scene = letter_scene();
		const char *name =
			arena_printf(&scene->arena, "da/%s.tmpl", letter_kind_name((enum letter_kind)kind));
		const struct embedded *file = embedded_find(embedded_letters, name);

		assert_non_null(file);
		for (const struct letter_need *need = letter_needs((enum letter_kind)kind); need->part;
		     need++) {
			const char *text = (const char *)file->bytes,
				   *mark = arena_printf(&scene->arena, "\n[%s]", need->part);
			const char *begin = strstr(text, mark), *end;
			const struct letter_template *template;

			if (!begin)
				fail_msg("%s has no [%s]", name, need->part);
			end = strstr(begin + 1, "\n[");
			text = arena_printf(&scene->arena, "%.*s%s", (int)(begin - text), text,
					    end ? end : "\n");
			assert_false(
				letter_template_parse(name, text, &scene->arena, &template, &scene->err));
			assert_non_null(
				strstr(scene->err.text, arena_printf(&scene->arena, "[%s]", need->part)));
		}
	}
}

static void a_template_is_called_after_its_kind(void **state)
{
	struct letter_scene *scene = letter_scene();
	const struct letter_template *template;

	(void)state;
	assert_false(letter_template_parse("brev.tmpl", whole, &scene->arena, &template, &scene->err));
	assert_non_null(strstr(scene->err.text, "summons, guidance, hearing, decision"));
}

static void braces_and_values_are_never_read_as_placeholders(void **state)
{
	struct letter_scene *scene = letter_scene();
	const struct letter_template *template;
	struct letter letter;

	(void)state;
	scene->step.text = "Skriv {caseworker} \x1b[2J og {{ til\x07 os";
	assert_true(letter_template_parse("plan.tmpl",
					  arena_printf(&scene->arena, "%s[words]\n{{name} {words}\n", whole),
					  &scene->arena, &template, &scene->err));
	scene->facts.words = "her";
	letter_compose(template, &scene->facts, &scene->arena, &letter);
	assert_non_null(strstr(letter.text, "{name} her"));
	assert_non_null(strstr(letter.text, "- Skriv {caseworker} [2J og {{ til os"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_whole_in_its_text),
		cmocka_unit_test(a_decision_without_sanction_is_as_whole_as_the_other),
		cmocka_unit_test(a_decision_without_sanction_needs_its_reason),
		cmocka_unit_test(a_decision_names_each_part_that_it_lacks),
		cmocka_unit_test(a_letter_that_nobody_can_answer_says_where_the_contact_is_set),
		cmocka_unit_test(the_decision_says_days_sum_and_how_to_complain),
		cmocka_unit_test(a_hearing_says_what_when_and_by_when),
		cmocka_unit_test(a_letter_is_danish_whatever_the_screen_is),
		cmocka_unit_test(a_meeting_without_a_time_makes_no_summons),
		cmocka_unit_test(no_letter_to_a_citizen_holds_the_cpr_number),
		cmocka_unit_test(the_address_stands_in_the_window),
		cmocka_unit_test(no_line_is_wider_than_the_paper),
		cmocka_unit_test(the_bundle_holds_what_the_board_asks_for),
		cmocka_unit_test(the_plan_is_sent_as_the_citizen_gets_it_printed),
		cmocka_unit_test(a_bad_template_is_refused_with_file_and_line),
		cmocka_unit_test(a_template_that_drops_a_part_is_refused_by_the_parts_name),
		cmocka_unit_test(every_part_of_every_shipped_template_is_missed),
		cmocka_unit_test(a_template_is_called_after_its_kind),
		cmocka_unit_test(braces_and_values_are_never_read_as_placeholders),
	};

	tr_use(LANGUAGE_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Letters as PDF: whole when read back with pdftotext, the same bytes each time, and nothing dropped unseen.
 */
#include "letter_scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"

static bool has_tools(void)
{
	return access(GROFF, X_OK) == 0 && system("pdftotext -v >/dev/null 2>&1") == 0;
}

/* The PDF's words, one blank between them. */
static const char *read_back(struct letter_scene *scene, const unsigned char *bytes, size_t size)
{
	char name[] = "/tmp/letter-test-XXXXXX", chunk[4096];
	int fd = mkstemp(name);
	FILE *pipe;
	struct str words;
	const char *kept;
	size_t got;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, size), (ssize_t)size);
	close(fd);
	pipe = popen(
		arena_printf(&scene->arena, "pdftotext -layout %s - | tr '\\n\\f' '  ' | tr -s ' '", name),
		"r");
	assert_non_null(pipe);
	str_init(&words);
	while ((got = fread(chunk, 1, sizeof(chunk), pipe)) > 0)
		str_add_bytes(&words, chunk, got);
	pclose(pipe);
	unlink(name);
	kept = utf8_clean(&scene->arena, words.text, words.length, false);
	str_done(&words);
	return kept;
}

static const char *printed(struct letter_scene *scene, const struct letter *letter)
{
	const unsigned char *bytes;
	size_t size;

	if (!letter_render_pdf(letter, NULL, &scene->arena, &bytes, &size, &scene->err))
		fail_msg("%s: %s (%s)", letter_kind_name(letter->kind), scene->err.text, scene->err.detail);
	return read_back(scene, bytes, size);
}

static const char *squeezed(struct letter_scene *scene, const char *text)
{
	char *copy = arena_strdup(&scene->arena, text), *to = copy;

	for (const char *at = copy; *at; at++)
		if ((*at != '\n' && *at != ' ') || (to > copy && to[-1] != ' '))
			*to++ = *at == '\n' ? ' ' : *at;
	*to = '\0';
	return copy;
}

static void assert_says(struct letter_scene *scene, const char *words, const char *text)
{
	if (!strstr(words, squeezed(scene, text)))
		fail_msg("“%s” is not in the PDF:\n%s", squeezed(scene, text), words);
}

static void every_kind_is_whole_in_its_pdf(void **state)
{
	(void)state;
	if (!has_tools())
		skip();
	for (int kind = 0; kind < LETTER_BUNDLE; kind++) {
		struct letter_scene *scene = letter_scene();
		struct letter letter;
		const char *words;

		if (kind == LETTER_NO_SANCTION)
			scene_decide_none(scene, "Bussen er en rimelig grund.");
		letter_of(scene, (enum letter_kind)kind, &letter);
		if (!letter_check(&letter, NULL, &scene->err))
			fail_msg("%s: %s", letter_kind_name(letter.kind), scene->err.text);
		words = printed(scene, &letter);
		assert_says(scene, words, letter.title);
		assert_says(scene, words, letter.recipient);
		for (size_t i = 0; i < letter.part_count; i++) {
			if (!letter.parts[i].text[0])
				continue;
			assert_says(scene, words, letter.parts[i].heading);
			assert_says(scene, words, letter.parts[i].text);
		}
	}
}

/* Reference, section 5.8: who is not sanctioned is told of it as fully: what, why, by which law, how to complain. */
static void a_decision_without_sanction_is_whole_in_its_pdf(void **state)
{
	static const char *const said[] = { "Åse Bjørn Østergård",
					    "15. januar 2025",
					    "17. januar 2025",
					    "Du får ikke en sanktion. Din ydelse bliver den samme.",
					    "Bussen var forsinket.",
					    "Bussen er en rimelig grund.",
					    "lov om aktiv socialpolitik § 37",
					    "senest 4 uger",
					    "mundtligt eller skriftligt",
					    "Mette Holm, Odense Kommune",
					    "Telefon 12 34 56 78" };
	struct letter_scene *scene = letter_scene();
	struct letter letter;
	const char *words;

	(void)state;
	if (!has_tools())
		skip();
	scene_decide_none(scene, "Bussen er en rimelig grund.");
	letter_of(scene, LETTER_NO_SANCTION, &letter);
	words = printed(scene, &letter);
	for (size_t i = 0; i < LENGTH(said); i++)
		assert_says(scene, words, said[i]);
}

static void the_same_letter_gives_the_same_bytes(void **state)
{
	struct letter_scene *scene = letter_scene();
	const unsigned char *first, *second;
	size_t size, again;
	struct letter letter;

	(void)state;
	if (!has_tools())
		skip();
	letter_of(scene, LETTER_DECISION, &letter);
	assert_true(letter_render_pdf(&letter, NULL, &scene->arena, &first, &size, &scene->err));
	assert_true(letter_render_pdf(&letter, NULL, &scene->arena, &second, &again, &scene->err));
	assert_int_equal(size, again);
	assert_memory_equal(first, second, size);
	assert_memory_equal(first, "%PDF-", 5);
}

static const char *const hostile[] = {
	".sp 100",
	"'br og så",
	"\\fBfed\\fP \\*[x] \\n(.p",
	".so /etc/passwd",
	"\\X'ps: exec rm'",
	"æøåÆØÅ é ü “citat” »gåseøjne« – 10 €",
	"O'Brien-Sørensen ~tilde ^hat `grav` \"to\"",
	"Şahin Ğ İ ı Žižek Łukasz Þór",
	"100 % \\\" en bemærkning\\c",
	"fin flise affald",
};

static void whatever_a_name_holds_comes_out_as_it_stands(void **state)
{
	(void)state;
	if (!has_tools())
		skip();
	for (size_t i = 0; i < LENGTH(hostile); i++) {
		struct letter_scene *scene = letter_scene();
		struct letter letter;
		const char *words;

		scene->citizen.surname = hostile[i];
		scene->citizen.given_names = "Åse";
		scene->events[4].text = hostile[i];
		scene_decide_none(scene, hostile[i]);
		letter_of(scene, LETTER_NO_SANCTION, &letter);
		words = printed(scene, &letter);
		assert_says(scene, words, hostile[i]);
		assert_says(scene, words, arena_printf(&scene->arena, "Åse %s", hostile[i]));
	}
}

static void control_characters_do_not_reach_the_paper(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter letter;
	const char *words;

	(void)state;
	if (!has_tools())
		skip();
	scene->citizen.surname = "Øst\x1b[31mergård\x07\x7f";
	letter_of(scene, LETTER_DECISION, &letter);
	words = printed(scene, &letter);
	assert_null(strchr(words, '\x1b'));
	assert_says(scene, words, "Øst[31mergård");
}

static void a_surname_of_two_hundred_letters_stays_on_the_paper(void **state)
{
	struct letter_scene *scene = letter_scene();
	char surname[401] = "";
	const char *words;
	struct letter letter;
	int letters = 0;

	(void)state;
	if (!has_tools())
		skip();
	for (int i = 0; i < 200; i++)
		strcat(surname, "ø");
	scene->citizen.surname = surname;
	letter_of(scene, LETTER_DECISION, &letter);
	words = printed(scene, &letter);
	for (const char *at = words; (at = strstr(at, "øøøøø")) != NULL; at += 10)
		letters += 5;
	/* In the window and in the text. */
	assert_in_range(letters, 380, 400);
	assert_null(strstr(words, arena_printf(&scene->arena, "%.*s", 100, surname)));
}

static void an_accent_that_the_type_lacks_is_told_of(void **state)
{
	struct letter_scene *scene = letter_scene();
	struct letter letter;
	const char *words;

	(void)state;
	if (!has_tools())
		skip();
	scene->citizen.surname = "Sz\xc5\x91ke"; /* o with a double acute */
	letter_of(scene, LETTER_DECISION, &letter);
	words = printed(scene, &letter);
	assert_says(scene, words, "Szoke");
	assert_says(scene, words, "Skrevet uden de accenter, som brevets skrift mangler: o (U+0151)");
}

static void a_script_that_the_type_lacks_is_refused(void **state)
{
	static const char *const names[] = { "Шевченко", "محمد", "李明" };

	(void)state;
	if (!has_tools())
		skip();
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct letter_scene *scene = letter_scene();
		const unsigned char *bytes;
		struct letter letter;
		size_t size;

		scene->citizen.surname = names[i];
		letter_of(scene, LETTER_DECISION, &letter);
		assert_false(letter_render_pdf(&letter, NULL, &scene->arena, &bytes, &size, &scene->err));
		assert_int_equal(scene->err.code, ERR_REFUSED);
		/* The text form holds it. */
		assert_non_null(strstr(letter_paper(&letter, &scene->arena), names[i]));
	}
}

static void without_groff_the_text_can_still_be_printed(void **state)
{
	static const char *const not_groff[] = { "/nowhere/groff", "/bin/false", "/bin/true" };

	(void)state;
	for (size_t i = 0; i < LENGTH(not_groff); i++) {
		struct letter_scene *scene = letter_scene();
		const unsigned char *bytes;
		struct letter letter;
		size_t size;

		letter_of(scene, LETTER_PLAN, &letter);
		assert_false(
			letter_render_pdf(&letter, not_groff[i], &scene->arena, &bytes, &size, &scene->err));
		assert_int_equal(scene->err.code, ERR_IO);
		assert_non_null(strstr(scene->err.text, "as text"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_whole_in_its_pdf),
		cmocka_unit_test(a_decision_without_sanction_is_whole_in_its_pdf),
		cmocka_unit_test(the_same_letter_gives_the_same_bytes),
		cmocka_unit_test(whatever_a_name_holds_comes_out_as_it_stands),
		cmocka_unit_test(control_characters_do_not_reach_the_paper),
		cmocka_unit_test(a_surname_of_two_hundred_letters_stays_on_the_paper),
		cmocka_unit_test(an_accent_that_the_type_lacks_is_told_of),
		cmocka_unit_test(a_script_that_the_type_lacks_is_refused),
		cmocka_unit_test(without_groff_the_text_can_still_be_printed),
	};

	tr_use(LANGUAGE_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

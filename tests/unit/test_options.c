#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "app/config.h"
#include "app/nearest.h"
#include "app/options.h"
#include "samtale/base/str.h"

#define WORDS 16

struct line {
	char text[256];
	char *words[WORDS];
	int count;
};

/* A command line as main() gets it, without the program's name. */
static struct line *line_of(struct line *line, const char *text)
{
	char *at;

	snprintf(line->text, sizeof(line->text), "%s", text);
	line->count = 0;
	for (at = strtok(line->text, " "); at; at = strtok(NULL, " "))
		line->words[line->count++] = at;
	line->words[line->count] = NULL;
	return line;
}

static struct arena paths;

static const char *path_of(const char *folder, const char *name)
{
	return arena_printf(&paths, "%s/%s", folder, name);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int make_folder(void **state)
{
	char *folder = strdup("/tmp/samtale-options-XXXXXX");

	arena_init(&paths);
	*state = mkdtemp(folder);
	return *state ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const names[] = { "system/samtale.conf",
					     "system",
					     "own/samtale/samtale.conf",
					     "own/samtale",
					     "own",
					     "one.conf",
					     "" };

	for (size_t i = 0; i < LENGTH(names); i++)
		remove(path_of(*state, names[i]));
	free(*state);
	arena_done(&paths);
	return 0;
}

static void common_options_are_taken_from_anywhere_and_the_rest_is_left(void **state)
{
	struct options options;
	struct line line;
	struct err err = { ERR_NONE };

	(void)state;
	options_init(&options);
	line_of(&line, "--db a.db import --lang=en folder --json --undo 3 --user meho -- --json");
	assert_true(options_take(&options, &line.count, line.words, &err));
	assert_string_equal(options.common.database, "a.db");
	assert_string_equal(options.common.caseworker, "meho");
	assert_int_equal(options.common.language, LANGUAGE_EN);
	assert_true(options.common.json);
	assert_false(options.help);
	assert_int_equal(line.count, 6);
	assert_string_equal(line.words[0], "import");
	assert_string_equal(line.words[1], "folder");
	assert_string_equal(line.words[2], "--undo");
	assert_string_equal(line.words[5], "--json");
	options_done(&options);
}

static void the_last_of_two_equal_options_counts(void **state)
{
	struct options options;
	struct line line;
	struct err err = { ERR_NONE };

	(void)state;
	options_init(&options);
	line_of(&line, "--db a.db --db=b.db");
	assert_true(options_take(&options, &line.count, line.words, &err));
	assert_string_equal(options.common.database, "b.db");
	assert_int_equal(line.count, 0);
	options_done(&options);
}

static void a_wrong_common_option_is_misuse(void **state)
{
	static const char *const texts[] = { "verify --db", "--lang", "--lang sv", "--config=", "--user" };

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct options options;
		struct line line;
		struct err err = { ERR_NONE };

		options_init(&options);
		line_of(&line, texts[i]);
		assert_false(options_take(&options, &line.count, line.words, &err));
		assert_int_equal(err.code, ERR_USAGE);
		options_done(&options);
	}
}

static void an_option_without_its_value_gives_no_value(void **state)
{
	struct line line;
	const char *value = "untouched";

	(void)state;
	line_of(&line, "import --undo");
	assert_true(command_option(&line.count, line.words, "--undo", &value));
	assert_null(value);
	assert_int_equal(line.count, 1);
	assert_false(command_option(&line.count, line.words, "--undo", &value));
}

static void the_own_configuration_goes_before_the_systems_and_options_before_both(void **state)
{
	const char *folder = *state;
	struct options options;
	struct line line;
	struct err err = { ERR_NONE };
	struct places places = { .home = "/home/m", .data_home = "", .state_home = "", .config_home = "", .system_config = "" };
	const char *own = path_of(folder, "own"), *system_config = path_of(folder, "system");

	mkdir(system_config, 0700);
	mkdir(own, 0700);
	mkdir(path_of(own, "samtale"), 0700);
	write_file(
		path_of(system_config, "samtale.conf"),
		"# the municipality's\nmunicipality = \"Ny Kommune\"\nlanguage = en\n"
		   "guide_dir = \"/srv/guides\"\n");
	write_file(path_of(own, "samtale/samtale.conf"),
		   "guide_dir = \"/own/guides\"\ncaseworker = \"meho\"\ndatabase = \"/own/a.db\"\n");
	places.system_config = system_config;
	places.config_home = own;

	options_init(&options);
	line_of(&line, "--user kani");
	assert_true(options_take(&options, &line.count, line.words, &err));
	assert_true(options_complete(&options, &places, &err));
	assert_string_equal(options.common.municipality, "Ny Kommune");
	assert_string_equal(options.common.guide_dir, "/own/guides");
	assert_string_equal(options.common.caseworker, "kani");
	assert_string_equal(options.common.database, "/own/a.db");
	assert_int_equal(options.common.language, LANGUAGE_EN);
	assert_int_equal(tr_language(), LANGUAGE_EN);
	assert_true(str_starts(options.common.rules_dir, system_config));
	options_done(&options);
}

static void without_configuration_everything_has_a_default(void **state)
{
	struct places places = {
		.home = "/home/m", .config_home = "", .data_home = "", .state_home = "", .system_config = "/nowhere"
	};
	struct options options;
	struct err err = { ERR_NONE };

	(void)state;
	options_init(&options);
	assert_true(options_complete(&options, &places, &err));
	assert_string_equal(options.common.database, "/home/m/.local/share/samtale/samtale.db");
	assert_string_equal(options.common.guide_dir, "/nowhere/samtale/guides");
	assert_string_equal(options.common.caseworker, "");
	assert_int_equal(options.common.language, LANGUAGE_DA);
	options_done(&options);

	options_init(&options);
	places.data_home = "/data";
	assert_true(options_complete(&options, &places, &err));
	assert_string_equal(options.common.database, "/data/samtale/samtale.db");
	options_done(&options);

	options_init(&options);
	places.home = places.data_home = "";
	assert_false(options_complete(&options, &places, &err));
	assert_int_equal(err.code, ERR_IO);
	options_done(&options);
}

static void a_mistake_in_the_configuration_is_refused_with_file_and_line(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *said;
	} rows[] = {
		{ "language = da\n\nlangauge = \"en\"\n", 3, "\"language\"" },
		{ "# mine\n# and yours\n\nlangauge = \"en\"\n", 4, "\"language\"" },
		{ "database = \"/a # b\" # c\n/* d\n *///e\nlangauge = \"en\"\n", 4, "\"language\"" },
		{ "zebra = 1\n", 1, "\"zebra\"" },
		{ "\nlanguage = \"sv\"\n", 2, "\"sv\"" },
		{ "language\n", 0, "language = \"da\"" },
		{ "language = {\n", 0, "language = \"da\"" },
		{ "database = \"/a.db\n", 0, "language = \"da\"" },
	};
	const char *path = path_of(*state, "one.conf");
	struct arena arena;

	arena_init(&arena);
	tr_use(LANGUAGE_EN);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct config config = { NULL };
		struct err err = { ERR_NONE };
		const char *place;

		write_file(path, rows[i].text);
		assert_false(config_read(path, true, &arena, &config, &err));
		assert_int_equal(err.code, ERR_DAMAGED);
		place = rows[i].line ? arena_printf(&arena, "%s:%d:", path, rows[i].line)
				     : arena_printf(&arena, "%s:", path);
		if (!str_starts(err.text, place) || !strstr(err.text, rows[i].said))
			fail_msg("%s", err.text);
	}
	arena_done(&arena);
}

static void a_configuration_that_was_asked_for_must_be_there(void **state)
{
	struct config config = { NULL };
	struct err err = { ERR_NONE };
	const char *path = path_of(*state, "one.conf");
	struct arena arena;

	arena_init(&arena);
	assert_true(config_read(path, false, &arena, &config, &err));
	assert_int_equal(err.code, ERR_NONE);
	assert_false(config_read(path, true, &arena, &config, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_false(config_read(*state, false, &arena, &config, &err));
	assert_int_equal(err.code, ERR_IO);
	arena_done(&arena);
}

static void a_misspelt_word_finds_its_neighbour(void **state)
{
	static const char *const words[] = { "import", "replay", "verify", "demo", NULL };
	static const struct {
		const char *word, *meant;
	} rows[] = {
		{ "impotr", "import" }, { "relay", "replay" }, { "verifyy", "verify" }, { "dem", "demo" },
		{ "zebra", NULL },      { "", NULL },          { "x", NULL },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *meant = nearest_word(rows[i].word, words);

		if (!str_equal(meant, rows[i].meant))
			fail_msg("%s: %s", rows[i].word, meant ? meant : "none");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(common_options_are_taken_from_anywhere_and_the_rest_is_left),
		cmocka_unit_test(the_last_of_two_equal_options_counts),
		cmocka_unit_test(a_wrong_common_option_is_misuse),
		cmocka_unit_test(an_option_without_its_value_gives_no_value),
		cmocka_unit_test_setup_teardown(
			the_own_configuration_goes_before_the_systems_and_options_before_both, make_folder,
			remove_folder),
		cmocka_unit_test(without_configuration_everything_has_a_default),
		cmocka_unit_test_setup_teardown(a_mistake_in_the_configuration_is_refused_with_file_and_line,
						make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(a_configuration_that_was_asked_for_must_be_there, make_folder,
						remove_folder),
		cmocka_unit_test(a_misspelt_word_finds_its_neighbour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Letters kept: text and bytes together, whole or not at all, and never changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/store/cases.h"
#include "samtale/store/letters.h"
#include "store_rows.h"

#define BYTES "%PDF-1.7\0\xff\x80 bytes\n"
#define SIZE (sizeof(BYTES) - 1)

static struct letter_part parts[] = {
	{ "steps", "", "- Jeg ringer." },
	{ "change", "", "Sig til." },
	{ "caseworker", "", "Mette Holm" },
	{ "contact", "", "12345678" },
};

static struct letter plan_letter(int64_t citizen)
{
	return (struct letter){ .kind = LETTER_PLAN,
				.citizen = citizen,
				.recipient = "Karim Nielsen\nVej 1",
				.title = "Min plan",
				.date = day("2026-11-23"),
				.channel = "digital",
				.template_id = "plan",
				.template_hash = "ab",
				.parts = parts,
				.part_count = LENGTH(parts),
				.provision = "",
				.text = "Min plan\n",
				.lix = 21,
				.media_type = "application/pdf" };
}

static int64_t keep(struct store_fixture *f, int64_t citizen)
{
	struct letter letter = plan_letter(citizen);

	assert_done(f, store_letter_put(f->store, &letter, BYTES, SIZE, &f->err));
	return letter.id;
}

static void a_letter_comes_back_with_its_very_bytes(void **state)
{
	struct store_fixture *f = *state;
	int64_t citizen = rows_karim(f), id = keep(f, citizen);
	const unsigned char *bytes;
	struct letter_list letters;
	char hash[ID_HASH_TEXT];
	size_t size;

	assert_done(f, store_letters(f->store, citizen, &f->arena, &letters, &f->err));
	assert_int_equal(letters.count, 1);
	assert_int_equal(letters.rows[0].kind, LETTER_PLAN);
	assert_string_equal(letters.rows[0].text, "Min plan\n");
	assert_int_equal(letters.rows[0].size, SIZE);
	assert_int_equal(letters.rows[0].lix, 21);
	assert_false(date_is_set(letters.rows[0].sent.date));
	id_hash_text(BYTES, SIZE, hash);
	assert_string_equal(letters.rows[0].hash, hash);
	assert_done(f, store_letter_bytes(f->store, id, &f->arena, &bytes, &size, &f->err));
	assert_int_equal(size, SIZE);
	assert_memory_equal(bytes, BYTES, SIZE);
}

static void a_letter_that_lacks_a_part_is_not_kept(void **state)
{
	struct store_fixture *f = *state;
	struct letter letter = plan_letter(rows_karim(f));

	letter.part_count--;
	assert_false(store_letter_put(f->store, &letter, BYTES, SIZE, &f->err));
	assert_int_equal(f->err.code, ERR_REFUSED);
	letter = plan_letter(letter.citizen);
	assert_false(store_letter_put(f->store, &letter, BYTES, 0, &f->err));
	assert_int_equal(
		fixture_number(f,
			       "SELECT (SELECT count(*) FROM letter) + (SELECT count(*) FROM letter_file)"),
		0);
}

static void a_letter_can_be_sent_again_and_the_latest_counts(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = keep(f, rows_karim(f));
	struct letter_sending first = { .letter = id,
					.channel = "letter",
					.date = day("2026-11-23"),
					.minute = 540,
					.received = day("2026-12-01"),
					.complaint = DATE_NONE };
	struct letter_sending again = { .letter = id,
					.channel = "digital",
					.date = day("2026-11-24"),
					.minute = -1,
					.received = day("2026-11-24"),
					.complaint = day("2026-12-22") };
	struct letter letter;

	assert_done(f, store_letter_sent(f->store, &first, &f->err));
	store_stamp(f->store, rows_me(f), fixture_moment(5));
	assert_done(f, store_letter_sent(f->store, &again, &f->err));
	assert_done(f, store_letter(f->store, id, &f->arena, &letter, &f->err));
	assert_string_equal(letter.sent.channel, "digital");
	assert_int_equal(letter.sent.complaint.day, again.complaint.day);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM letter_sent"), 2);
}

static void what_cannot_have_been_sent_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct letter_sending nobody = { .letter = 77, .channel = "digital", .date = day("2026-11-23") };
	struct letter_sending never = { .letter = keep(f, rows_karim(f)),
					.channel = "digital",
					.date = DATE_NONE };

	assert_false(store_letter_sent(f->store, &nobody, &f->err));
	assert_int_equal(f->err.code, ERR_MISSING);
	assert_false(store_letter_sent(f->store, &never, &f->err));
	assert_int_equal(f->err.code, ERR_INPUT);
}

static void a_letter_that_is_kept_is_never_changed(void **state)
{
	struct store_fixture *f = *state;

	keep(f, rows_karim(f));
	assert_false(fixture_try(f, "UPDATE letter SET text = 'andet'"));
	assert_false(fixture_try(f, "UPDATE letter_file SET bytes = x'00'"));
	assert_false(fixture_try(f, "DELETE FROM letter_file"));
}

static void bytes_that_were_changed_on_the_disk_are_not_shown_as_the_letter(void **state)
{
	struct store_fixture *f = *state;
	int64_t id = keep(f, rows_karim(f));
	struct verify_report report;
	const unsigned char *bytes;
	bool found = false;
	size_t size;

	fixture_close(f);
	assert_string_equal(fixture_stray(f, "DROP TRIGGER capture_letter_file_update;"
					     "UPDATE letter_file SET bytes = x'255044462d'"),
			    "");
	assert_true(fixture_open(f, STORE_EXISTING));
	assert_false(store_letter_bytes(f->store, id, &f->arena, &bytes, &size, &f->err));
	assert_int_equal(f->err.code, ERR_DAMAGED);
	assert_done(f, store_verify(f->store, &f->arena, &report, &f->err));
	for (size_t i = 0; i < report.count; i++)
		found |= str_equal(report.findings[i].table, "letter_file") &&
			 str_equal(report.findings[i].what, "invariant");
	assert_true(found);
}

/* G7: the case knows which letters are kept for it. */
static void a_case_comes_with_its_letters(void **state)
{
	struct store_fixture *f = *state;
	struct sanction_case opened = { .citizen = rows_karim(f),
					.provision = "37",
					.event_date = day("2026-11-20"),
					.source = "appointment:7",
					.target_group = 2 };
	struct sanction_case file;
	struct letter letter;

	assert_done(f, store_case_open(f->store, &opened, &f->err));
	letter = plan_letter(opened.citizen);
	letter.sanction_case = opened.id;
	letter.about = 5;
	assert_done(f, store_letter_put(f->store, &letter, BYTES, SIZE, &f->err));
	keep(f, opened.citizen);
	assert_done(f, store_case(f->store, opened.id, &f->arena, &file, &f->err));
	assert_int_equal(file.letter_count, 1);
	assert_int_equal(file.letters[0].id, letter.id);
	assert_int_equal(file.letters[0].about, 5);
	assert_int_equal(strlen(file.letters[0].hash), ID_HASH_TEXT - 1);
}

static void a_letter_is_captured_with_its_bytes_and_the_database_is_whole(void **state)
{
	struct store_fixture *f = *state;
	struct verify_report report;

	keep(f, rows_karim(f));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog WHERE tbl IN (30, 31)"), 2);
	assert_done(f, store_verify(f->store, &f->arena, &report, &f->err));
	assert_int_equal(report.count, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_letter_comes_back_with_its_very_bytes),
		CASE(a_letter_that_lacks_a_part_is_not_kept),
		CASE(a_letter_can_be_sent_again_and_the_latest_counts),
		CASE(what_cannot_have_been_sent_is_refused),
		CASE(a_letter_that_is_kept_is_never_changed),
		CASE(bytes_that_were_changed_on_the_disk_are_not_shown_as_the_letter),
		CASE(a_case_comes_with_its_letters),
		CASE(a_letter_is_captured_with_its_bytes_and_the_database_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Closing a conversation: never without one step with an owner and a next date (reference section 3.3). */
#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/conversation.h"

#define TODAY "2026-11-23"

static struct conversation_signing whole(void)
{
	return (struct conversation_signing){
		.conversation = 1,
		.citizen = 1,
		.summary = "Vi talte om jobmålet.",
		.step = { .text = "Ringer til lageret",
			  .owner = STEP_OWNER_CITIZEN,
			  .due = day("2026-11-27") },
		.next = { .date = day("2026-12-07"), .minute = -1 },
	};
}

static int in_english(void **state)
{
	(void)state;
	tr_use(LANGUAGE_EN);
	return 0;
}

static void assert_stands_in_the_way(const struct conversation_signing *signing, const char *names)
{
	struct err err = { 0 };

	if (conversation_may_sign(signing, day(TODAY), &err))
		fail_msg("signed without %s", names);
	assert_int_equal(err.code, ERR_REFUSED);
	if (strstr(err.text, names) == NULL)
		fail_msg("%s is not named in: %s", names, err.text);
}

static void a_step_with_an_owner_and_a_next_date_may_be_signed(void **state)
{
	struct conversation_signing signing = whole();
	struct err err;

	(void)state;
	assert_true(conversation_may_sign(&signing, day(TODAY), &err));
	signing.step.due = day(TODAY);
	signing.next.date = day(TODAY);
	assert_true(conversation_may_sign(&signing, day(TODAY), &err));
}

static void each_missing_part_is_named(void **state)
{
	struct conversation_signing signing = whole();

	(void)state;
	signing.step.text = " ";
	assert_stands_in_the_way(&signing, "a next step");
	signing = whole();
	signing.step.due = DATE_NONE;
	assert_stands_in_the_way(&signing, "when the next step is to be done");
	signing = whole();
	signing.step.due = day("2026-11-22");
	assert_stands_in_the_way(&signing, "a date for the next step that is not in the past");
	signing = whole();
	signing.next.date = DATE_NONE;
	assert_stands_in_the_way(&signing, "when you talk again");
	signing = whole();
	signing.next.date = day("2026-11-22");
	assert_stands_in_the_way(&signing, "a next conversation that is not in the past");
	signing = whole();
	signing.summary = "";
	assert_stands_in_the_way(&signing, "a summary");
	signing = whole();
	signing.step.owner = (enum step_owner)9;
	assert_stands_in_the_way(&signing, "who does the next step");
}

static void all_that_is_missing_stands_in_one_sentence(void **state)
{
	struct conversation_signing signing = { .step.due = DATE_NONE, .next.date = DATE_NONE };
	struct err err;

	(void)state;
	assert_false(conversation_may_sign(&signing, day(TODAY), &err));
	assert_string_equal(err.text,
			    "The conversation cannot be closed yet. Missing: a summary; a next step; "
			    "when the next step is to be done; when you talk again.");
	tr_use(LANGUAGE_DA);
	assert_false(conversation_may_sign(&signing, day(TODAY), &err));
	assert_string_equal(err.text,
			    "Samtalen kan ikke afsluttes endnu. Der mangler: et resumé; et næste skridt; "
			    "hvornår næste skridt skal være taget; hvornår I tales ved igen.");
}

static void a_measure_needs_a_number_and_neither_step_nor_date(void **state)
{
	struct feed number = { .kind = FEED_MEASURE, .question = "MB01", .code = "citizen.job.MB01", .value = "6" };
	struct conversation_signing signing = {
		.closing = CONVERSATION_MEASURES,
		.summary = "Målingen er svaret.",
		.step.due = DATE_NONE,
		.next.date = DATE_NONE,
	};
	struct err err;

	(void)state;
	assert_stands_in_the_way(&signing, "a number to at least one question");
	signing.feeds = (struct feed_list){ &number, 1 };
	assert_true(conversation_may_sign(&signing, day(TODAY), &err));
	number.kind = FEED_JOURNAL;
	assert_stands_in_the_way(&signing, "a number to at least one question");
}

static void owners_and_statuses_have_words(void **state)
{
	(void)state;
	for (int owner = STEP_OWNER_CITIZEN; owner <= STEP_OWNER_OTHER; owner++)
		assert_false(str_is_empty(step_owner_label((enum step_owner)owner)));
	for (int status = STEP_AGREED; status <= STEP_NO_LONGER_FITS; status++)
		assert_false(str_is_empty(step_status_label((enum step_status)status)));
	tr_use(LANGUAGE_DA);
	assert_string_equal(step_owner_label(STEP_OWNER_CITIZEN), "borgeren");
	assert_string_equal(step_status_label(STEP_PARTLY), "delvist gjort");
}

#define TEST(name) cmocka_unit_test_setup(name, in_english)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_step_with_an_owner_and_a_next_date_may_be_signed),
		TEST(each_missing_part_is_named),
		TEST(all_that_is_missing_stands_in_one_sentence),
		TEST(a_measure_needs_a_number_and_neither_step_nor_date),
		TEST(owners_and_statuses_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

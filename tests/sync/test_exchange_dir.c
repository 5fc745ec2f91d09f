#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/sync/hub.h"
#include "sync/exchange_folder.h"
#include "sync_folder.h"

static const unsigned char realm[ID_REALM_BYTES] = { 0xa1, 0xb2 };
static const unsigned char other_realm[ID_REALM_BYTES] = { 0x55 };

#define REALM_TEXT "a1b20000000000000000000000000000"

struct scene {
	char folder[64];
	struct hub *hub;
	struct arena arena;
	struct err err;
};

static int setup(void **state)
{
	struct scene *scene = calloc(1, sizeof(*scene));

	tr_use(LANGUAGE_EN);
	arena_init(&scene->arena);
	sync_folder_make(scene->folder);
	assert_true(hub_open(scene->folder, realm, &scene->hub, &scene->err));
	assert_true(hub_put(scene->hub, "keyring/1.smk", "ring", 4, HUB_ONCE, &scene->err));
	*state = scene;
	return 0;
}

static int teardown(void **state)
{
	struct scene *scene = *state;

	hub_close(scene->hub);
	sync_folder_remove(scene->folder);
	arena_done(&scene->arena);
	free(scene);
	return 0;
}

static char *inside(struct scene *scene, const char *name)
{
	return arena_printf(&scene->arena, "%s/" REALM_TEXT "/%s", scene->folder, name);
}

static struct hub_bundle bundle_of(int64_t bseq, const char *text)
{
	return (struct hub_bundle){ .unit = 3,
				    .origin = 17,
				    .bseq = bseq,
				    .bytes = (const unsigned char *)text,
				    .size = strlen(text) };
}

static bool publish(struct scene *scene, int64_t bseq, const char *text)
{
	struct hub_bundle bundle = bundle_of(bseq, text);

	err_clear(&scene->err);
	return hub_publish(scene->hub, &bundle, &scene->err);
}

static const char *fetched(struct scene *scene, int64_t bseq)
{
	const unsigned char *bytes;
	size_t size;

	err_clear(&scene->err);
	if (!hub_fetch(scene->hub, 3, 17, bseq, &scene->arena, &bytes, &size, &scene->err))
		return NULL;
	return arena_strndup(&scene->arena, (const char *)bytes, size);
}

static void assert_says(struct scene *scene, enum err_code code, const char *words)
{
	assert_int_equal(scene->err.code, code);
	assert_non_null(strstr(scene->err.text, words));
}

/* ---- small files ------------------------------------------------------------------------------- */

static void a_file_is_given_back_as_it_was_put(void **state)
{
	struct scene *scene = *state;
	const unsigned char *bytes;
	size_t size;

	assert_true(hub_put(scene->hub, "card/17.smt", "a\0b", 3, HUB_ONCE, &scene->err));
	assert_true(hub_get(scene->hub, "card/17.smt", &scene->arena, &bytes, &size, &scene->err));
	assert_int_equal(size, 3);
	assert_memory_equal(bytes, "a\0b", 3);
	assert_false(hub_get(scene->hub, "card/18.smt", &scene->arena, &bytes, &size, &scene->err));
	assert_int_equal(scene->err.code, ERR_MISSING);
	assert_true(hub_remove(scene->hub, "card/17.smt", &scene->err));
	assert_true(hub_remove(scene->hub, "card/17.smt", &scene->err));
	assert_false(hub_get(scene->hub, "card/17.smt", &scene->arena, &bytes, &size, &scene->err));
}

static void a_file_that_is_put_once_never_becomes_another(void **state)
{
	struct scene *scene = *state;
	const unsigned char *bytes;
	size_t size;

	assert_true(hub_put(scene->hub, "keyring/1.smk", "ring", 4, HUB_ONCE, &scene->err));
	assert_false(hub_put(scene->hub, "keyring/1.smk", "RING", 4, HUB_ONCE, &scene->err));
	assert_says(scene, ERR_REFUSED, "another file has the name");
	assert_true(hub_get(scene->hub, "keyring/1.smk", &scene->arena, &bytes, &size, &scene->err));
	assert_memory_equal(bytes, "ring", 4);
	assert_true(hub_put(scene->hub, "keyring/1.smk", "RING", 4, HUB_REPLACE, &scene->err));
	assert_true(hub_get(scene->hub, "keyring/1.smk", &scene->arena, &bytes, &size, &scene->err));
	assert_memory_equal(bytes, "RING", 4);
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
	struct scene *scene = *state;
	const char *const names[] = { "",	 "/etc/passwd", "../x",	   "card/../x",
				      "card/.x", ".x",		"card//x", "card/",
				      "Card/x",	 "card/x y",	"card/\n", "card/\xc3\xa6" };

	for (size_t i = 0; i < LENGTH(names); i++) {
		assert_false(exchange_name_ok(names[i]));
		assert_false(hub_put(scene->hub, names[i], "x", 1, HUB_REPLACE, &scene->err));
		assert_int_equal(scene->err.code, ERR_INPUT);
	}
	assert_true(exchange_name_ok("unit-3/ack/17.ack"));
}

static void names_are_listed_by_prefix_in_byte_order(void **state)
{
	struct scene *scene = *state;
	const char **names;
	size_t count;

	assert_true(hub_put(scene->hub, "keyring/3.smk", "3", 1, HUB_ONCE, &scene->err));
	assert_true(hub_put(scene->hub, "keyring/10.smk", "10", 2, HUB_ONCE, &scene->err));
	assert_true(hub_put(scene->hub, "unit-1/ack/9.ack", "9", 1, HUB_REPLACE, &scene->err));
	assert_true(hub_put(scene->hub, "unit-12/ack/9.ack", "9", 1, HUB_REPLACE, &scene->err));
	sync_folder_write(inside(scene, "keyring/7.smk.99-0.part"), "half", 4);
	assert_true(hub_list(scene->hub, "keyring/", &scene->arena, &names, &count, &scene->err));
	assert_int_equal(count, 3);
	assert_string_equal(names[0], "keyring/1.smk");
	assert_string_equal(names[1], "keyring/10.smk");
	assert_string_equal(names[2], "keyring/3.smk");
	assert_true(hub_list(scene->hub, "unit-1/", &scene->arena, &names, &count, &scene->err));
	assert_int_equal(count, 1);
	assert_true(hub_list(scene->hub, "enrol/", &scene->arena, &names, &count, &scene->err));
	assert_int_equal(count, 0);
}

/* ---- streams ----------------------------------------------------------------------------------- */

static void a_bundle_is_there_whole_or_not_at_all(void **state)
{
	struct scene *scene = *state;
	struct hub_stream *streams;
	size_t count;

	assert_true(publish(scene, 1, "first"));
	assert_true(publish(scene, 2, "second"));
	assert_string_equal(fetched(scene, 2), "second");
	assert_null(fetched(scene, 3));
	assert_int_equal(scene->err.code, ERR_MISSING);
	assert_true(hub_streams(scene->hub, 3, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(count, 1);
	assert_int_equal(streams[0].origin, 17);
	assert_int_equal(streams[0].first, 1);
	assert_int_equal(streams[0].last, 2);
	assert_true(hub_streams(scene->hub, 4, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(count, 0);
}

static void the_same_bundle_again_is_done_and_another_is_a_fork(void **state)
{
	struct scene *scene = *state;

	assert_true(publish(scene, 1, "first"));
	assert_true(publish(scene, 1, "first"));
	assert_false(publish(scene, 1, "FIRST"));
	assert_int_equal(scene->err.code, ERR_REFUSED);
	assert_true(str_starts(scene->err.detail, "FORK"));
	assert_string_equal(fetched(scene, 1), "first");
}

static void a_bundle_cut_off_at_any_length_is_mended_by_its_sender(void **state)
{
	struct scene *scene = *state;

	assert_true(publish(scene, 1, "0123456789"));
	for (size_t length = 0; length < 10; length++) {
		sync_folder_write(inside(scene, "unit-3/o17/00000001.smb"), "0123456789", length);
		assert_int_equal(strlen(fetched(scene, 1)), length);
		assert_true(publish(scene, 1, "0123456789"));
		assert_string_equal(fetched(scene, 1), "0123456789");
	}
}

static void half_files_are_not_seen_and_old_ones_are_cleared(void **state)
{
	struct scene *scene = *state;
	const char *old = inside(scene, "unit-3/o17/00000002.smb.4711-0.part");
	const char *young = inside(scene, "unit-3/o17/00000002.smb.4712-0.part");
	struct utimbuf two_days_ago;
	struct hub_stream *streams;
	struct stat about;
	size_t count;

	assert_true(publish(scene, 1, "first"));
	sync_folder_write(old, "sec", 3);
	sync_folder_write(young, "sec", 3);
	assert_int_equal(stat(young, &about), 0);
	two_days_ago.actime = two_days_ago.modtime = about.st_mtime - 2 * 86400;
	assert_int_equal(utime(old, &two_days_ago), 0);
	assert_true(hub_streams(scene->hub, 3, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(streams[0].last, 1);
	hub_close(scene->hub);
	assert_true(hub_open(scene->folder, realm, &scene->hub, &scene->err));
	assert_true(publish(scene, 2, "second"));
	assert_int_not_equal(access(old, F_OK), 0);
	assert_int_equal(access(young, F_OK), 0);
}

static void old_bundles_are_pruned_and_newer_ones_stay(void **state)
{
	struct scene *scene = *state;
	struct hub_pruned gone;
	struct hub_stream *streams;
	size_t count;

	for (int bseq = 1; bseq <= 5; bseq++)
		assert_true(publish(scene, bseq, "x"));
	assert_true(hub_prune(scene->hub, 3, 17, 2, true, &gone, &scene->err));
	assert_int_equal(gone.bundles, 2);
	assert_true(hub_prune(scene->hub, 3, 17, 3, false, &gone, &scene->err));
	assert_int_equal(gone.bundles, 3);
	assert_int_equal(gone.bytes, 3);
	assert_true(hub_prune(scene->hub, 3, 99, 3, false, &gone, &scene->err));
	assert_int_equal(gone.bundles, 0);
	assert_true(hub_streams(scene->hub, 3, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(streams[0].first, 4);
	assert_int_equal(streams[0].last, 5);
}

static void two_writers_of_one_name_end_with_one_whole_file(void **state)
{
	struct scene *scene = *state;
	static char mine[200000], theirs[200000];
	struct hub_bundle bundle = { .unit = 3, .origin = 17 };
	int status, lost = 0;

	memset(mine, 'm', sizeof(mine));
	memset(theirs, 't', sizeof(theirs));
	bundle.size = sizeof(mine);
	for (bundle.bseq = 1; bundle.bseq <= 20; bundle.bseq++) {
		pid_t child = fork();
		const unsigned char *bytes;
		size_t size;
		bool is_mine;

		if (!child) {
			bundle.bytes = (unsigned char *)theirs;
			_exit(hub_publish(scene->hub, &bundle, &scene->err) ? 0 : 1);
		}
		bundle.bytes = (unsigned char *)mine;
		is_mine = hub_publish(scene->hub, &bundle, &scene->err);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(is_mine != (WEXITSTATUS(status) == 0));
		assert_true(
			hub_fetch(scene->hub, 3, 17, bundle.bseq, &scene->arena, &bytes, &size, &scene->err));
		assert_int_equal(size, sizeof(mine));
		assert_memory_equal(bytes, is_mine ? mine : theirs, size);
		lost += !is_mine;
	}
	print_message("the other writer was first %d of 20 times\n", lost);
}

/* ---- media that fail --------------------------------------------------------------------------- */

static void a_folder_that_is_not_there_says_so(void **state)
{
	struct scene *scene = *state;
	struct hub *hub;

	assert_false(hub_open("/nowhere/at/all", realm, &hub, &scene->err));
	assert_says(scene, ERR_IO, "Insert the stick");
}

static void an_empty_mount_point_is_not_taken_for_the_hub(void **state)
{
	struct scene *scene = *state;
	struct hub_stream *streams;
	const unsigned char *bytes;
	size_t size, count;

	sync_folder_remove(inside(scene, ""));
	assert_false(publish(scene, 1, "first"));
	assert_says(scene, ERR_IO, "Insert the stick");
	assert_false(hub_streams(scene->hub, 3, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(scene->err.code, ERR_IO);
	assert_false(hub_get(scene->hub, "keyring/1.smk", &scene->arena, &bytes, &size, &scene->err));
	assert_int_equal(scene->err.code, ERR_IO);
	assert_int_not_equal(access(inside(scene, ""), F_OK), 0);
}

static void enrolment_finds_the_only_installation_there_is(void **state)
{
	struct scene *scene = *state;
	struct hub *hub;
	const unsigned char *bytes;
	size_t size;

	assert_true(hub_open(scene->folder, NULL, &hub, &scene->err));
	assert_true(hub_get(hub, "keyring/1.smk", &scene->arena, &bytes, &size, &scene->err));
	hub_close(hub);
	assert_true(hub_open(scene->folder, other_realm, &hub, &scene->err));
	assert_true(hub_put(hub, "keyring/1.smk", "x", 1, HUB_ONCE, &scene->err));
	hub_close(hub);
	assert_false(hub_open(scene->folder, NULL, &hub, &scene->err));
	assert_says(scene, ERR_REFUSED, "several installations");
	sync_folder_remove(scene->folder);
	assert_int_equal(mkdir(scene->folder, 0700), 0);
	assert_false(hub_open(scene->folder, NULL, &hub, &scene->err));
	assert_says(scene, ERR_MISSING, "no installation");
}

static void links_and_pipes_are_never_followed(void **state)
{
	struct scene *scene = *state;
	const unsigned char *bytes;
	size_t size;

	assert_true(publish(scene, 1, "first"));
	assert_int_equal(symlink("/etc/hostname", inside(scene, "unit-3/o17/00000002.smb")), 0);
	assert_null(fetched(scene, 2));
	assert_int_equal(scene->err.code, ERR_DAMAGED);
	assert_int_equal(mkfifo(inside(scene, "unit-3/o17/00000003.smb"), 0600), 0);
	assert_null(fetched(scene, 3));
	assert_int_equal(scene->err.code, ERR_DAMAGED);
	assert_false(publish(scene, 2, "second"));
	assert_int_equal(symlink(scene->folder, inside(scene, "card")), 0);
	assert_false(hub_put(scene->hub, "card/1.smt", "x", 1, HUB_ONCE, &scene->err));
	assert_false(hub_get(scene->hub, "card/1.smt", &scene->arena, &bytes, &size, &scene->err));
}

static void what_is_made_gets_the_mode_of_the_folder_around_it(void **state)
{
	struct scene *scene = *state;
	struct stat about;

	assert_int_equal(stat(inside(scene, "keyring/1.smk"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(chmod(inside(scene, ""), 02770), 0);
	assert_true(publish(scene, 1, "first"));
	assert_int_equal(stat(inside(scene, "unit-3/o17"), &about), 0);
	assert_int_equal(about.st_mode & 02777, 02770);
	assert_int_equal(stat(inside(scene, "unit-3/o17/00000001.smb"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0660);
}

/* A medium of its own, mounted where the realm lies; false when this process may not mount. */
static bool mount_medium(struct scene *scene, const char *options)
{
	sync_folder_remove(inside(scene, ""));
	assert_int_equal(mkdir(inside(scene, ""), 0700), 0);
	return !mount("tmpfs", inside(scene, ""), "tmpfs", 0, options);
}

static void a_full_medium_says_so_and_leaves_nothing_half(void **state)
{
	struct scene *scene = *state;
	struct hub_bundle bundle = bundle_of(1, "");
	struct hub_stream *streams;
	size_t count;

	if (!mount_medium(scene, "size=64k"))
		skip();
	bundle.bytes = arena_alloc(&scene->arena, 100000);
	bundle.size = 100000;
	assert_false(hub_publish(scene->hub, &bundle, &scene->err));
	assert_says(scene, ERR_FULL, "make room there");
	assert_true(hub_streams(scene->hub, 3, &scene->arena, &streams, &count, &scene->err));
	assert_int_equal(count, 0);
	assert_true(publish(scene, 1, "small enough")); /* the half file is gone: there is room again */
	assert_int_equal(umount(inside(scene, "")), 0);
}

static void a_medium_that_can_only_be_read_says_so_and_is_read(void **state)
{
	struct scene *scene = *state;

	if (!mount_medium(scene, ""))
		skip();
	assert_true(publish(scene, 1, "first"));
	assert_int_equal(mount(NULL, inside(scene, ""), NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_false(publish(scene, 2, "second"));
	assert_says(scene, ERR_IO, "can only be read");
	assert_string_equal(fetched(scene, 1), "first");
	assert_true(publish(scene, 1, "first")); /* it is there already */
	assert_int_equal(umount(inside(scene, "")), 0);
}

static void a_medium_that_is_pulled_out_says_so(void **state)
{
	struct scene *scene = *state;

	if (!mount_medium(scene, ""))
		skip();
	assert_true(publish(scene, 1, "first"));
	assert_int_equal(umount(inside(scene, "")), 0);
	sync_folder_remove(inside(scene, ""));
	assert_false(publish(scene, 2, "second"));
	assert_says(scene, ERR_IO, "Insert the stick");
	assert_null(fetched(scene, 1));
	assert_int_equal(scene->err.code, ERR_IO);
}

static void each_failure_of_a_medium_has_its_own_sentence(void **state)
{
	static const struct {
		int number;
		enum err_code code;
		const char *words;
	} cases[] = {
		{ ENOENT, ERR_IO, "is not there" },    { EACCES, ERR_IO, "no access" },
		{ EROFS, ERR_IO, "only be read" },     { ENOSPC, ERR_FULL, "is full" },
		{ EDQUOT, ERR_FULL, "is full" },       { ENODEV, ERR_IO, "went away" },
		{ EIO, ERR_IO, "went away" },	       { ESTALE, ERR_IO, "went away" },
		{ EBADMSG, ERR_DAMAGED, "read back" }, { EMFILE, ERR_IO, "cannot be used" },
	};
	struct scene *scene = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_false(exchange_fail(cases[i].number, "/media/stick", "name", &scene->err));
		assert_says(scene, cases[i].code, cases[i].words);
		assert_true(str_starts(scene->err.text, "/media/stick: "));
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_file_is_given_back_as_it_was_put),
		CASE(a_file_that_is_put_once_never_becomes_another),
		CASE(names_that_lead_elsewhere_are_refused),
		CASE(names_are_listed_by_prefix_in_byte_order),
		CASE(a_bundle_is_there_whole_or_not_at_all),
		CASE(the_same_bundle_again_is_done_and_another_is_a_fork),
		CASE(a_bundle_cut_off_at_any_length_is_mended_by_its_sender),
		CASE(half_files_are_not_seen_and_old_ones_are_cleared),
		CASE(old_bundles_are_pruned_and_newer_ones_stay),
		CASE(two_writers_of_one_name_end_with_one_whole_file),
		CASE(a_folder_that_is_not_there_says_so),
		CASE(an_empty_mount_point_is_not_taken_for_the_hub),
		CASE(enrolment_finds_the_only_installation_there_is),
		CASE(links_and_pipes_are_never_followed),
		CASE(what_is_made_gets_the_mode_of_the_folder_around_it),
		CASE(a_full_medium_says_so_and_leaves_nothing_half),
		CASE(a_medium_that_can_only_be_read_says_so_and_is_read),
		CASE(a_medium_that_is_pulled_out_says_so),
		CASE(each_failure_of_a_medium_has_its_own_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

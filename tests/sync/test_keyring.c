/* The keyring, invitations, cards, rotation and shutting out, between databases that meet at a folder. */
#include <string.h>

#include <sodium.h>

#include "ring_world.h"
#include "samtale/base/tr.h"
#include "sync/invitation.h"
#include "sync/keyring_file.h"

/* ---- the code ----------------------------- */

static void a_code_is_read_as_people_type_it(void **state)
{
	struct err err = { ERR_NONE };
	char code[INVITE_CODE_SIZE], again[INVITE_CODE_SIZE], typed[64], grouped[INVITE_CODE_GROUPED];

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t length = 0;

		invite_code_make(code);
		assert_int_equal(strspn(code, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), INVITE_CODE_SIZE - 1);
		assert_true(invite_code_read(invite_code_grouped(code, grouped), again, &err));
		assert_string_equal(again, code);
		for (int i = 0; code[i]; i++) {
			if (i % 3 == 0)
				typed[length++] = ' ';
			typed[length++] = code[i] == '1'   ? (i % 2 ? 'l' : 'I')
					  : code[i] == '0' ? 'o'
							   : (char)(code[i] >= 'A' ? code[i] + 32 : code[i]);
		}
		typed[length] = '\0';
		assert_true(invite_code_read(typed, again, &err));
		assert_string_equal(again, code);
	}
}

static void every_single_wrong_character_of_a_code_is_told(void **state)
{
	static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char code[INVITE_CODE_SIZE], wrong[INVITE_CODE_SIZE], read[INVITE_CODE_SIZE];
	struct err err;

	(void)state;
	for (int round = 0; round < 20; round++) {
		invite_code_make(code);
		for (int i = 0; code[i]; i++)
			for (int j = 0; digits[j]; j++) {
				memcpy(wrong, code, sizeof(code));
				wrong[i] = digits[j];
				if (digits[j] != code[i])
					assert_false(invite_code_read(wrong, read, &err));
			}
	}
	assert_int_equal(err.code, ERR_INPUT);
}

static void two_characters_that_changed_places_are_told(void **state)
{
	char code[INVITE_CODE_SIZE], read[INVITE_CODE_SIZE];
	struct err err;

	(void)state;
	for (int round = 0; round < 50; round++) {
		invite_code_make(code);
		for (int i = 0; i < INVITE_CODE_SIZE - 2; i++)
			for (int j = i + 1; j < INVITE_CODE_SIZE - 1; j++) {
				char kept = code[i];

				if (code[i] == code[j])
					continue;
				code[i] = code[j];
				code[j] = kept;
				assert_false(invite_code_read(code, read, &err));
				code[j] = code[i];
				code[i] = kept;
			}
	}
}

static void a_code_of_another_length_or_with_other_signs_is_told(void **state)
{
	static const char *const typed[] = { "",
					     "ABCD",
					     "ABCD-EFGH-JKMN-PQRS-TVWX-YZ",
					     "UUUU-UUUU-UUUU-UUUU-UUUU",
					     "æøå",
					     "ABCD-EFGH-JKMN-PQRS-TV?X" };
	char read[INVITE_CODE_SIZE];

	(void)state;
	for (size_t i = 0; i < LENGTH(typed); i++) {
		struct err err = { ERR_NONE };

		assert_false(invite_code_read(typed[i], read, &err));
		assert_int_equal(err.code, ERR_INPUT);
	}
}

/* ---- enrolment ----------------------------- */

static void two_terminals_enrol_and_share_the_keys_of_their_units(void **state)
{
	struct world *world = *state;
	uint32_t mette, kim;
	struct ring at_mette, at_kim, at_admin;
	struct self self;

	begun(world);
	mette = enrolled(world, 1, "Mette", "Nord");
	kim = enrolled(world, 2, "Kim", "Syd");
	assert_int_not_equal(mette, kim);
	at_admin = fetched(world, 0);
	at_mette = fetched(world, 1);
	at_kim = fetched(world, 2);
	self = self_of(world, 1);
	assert_int_equal(self.origin, mette);
	assert_memory_equal(self.realm.realm, self_of(world, 0).realm.realm, ID_REALM_BYTES);
	assert_memory_equal(self.realm.secret, self_of(world, 0).realm.secret, ID_SECRET_BYTES);
	assert_false(self.is_admin);
	assert_int_equal(at_mette.unit_count, 3);
	assert_true(ring_is_member(&at_mette, mette, UNIT_COMMON) && ring_is_member(&at_mette, mette, 2));
	assert_false(ring_is_member(&at_mette, mette, 3));
	assert_non_null(ring_secret(&at_mette, 1, 1));
	assert_non_null(ring_secret(&at_mette, 2, 1));
	assert_null(ring_secret(&at_mette, 3, 1));
	assert_non_null(ring_secret(&at_kim, 3, 1));
	assert_null(ring_secret(&at_kim, 2, 1));
	assert_memory_equal(ring_secret(&at_mette, 1, 1)->box_secret, ring_secret(&at_kim, 1, 1)->box_secret,
			    BOX_SECRET_BYTES);
	assert_memory_equal(ring_terminal(&at_admin, mette)->sign_public, self.sign_public,
			    SIGN_PUBLIC_BYTES);
	assert_memory_equal(ring_terminal(&at_kim, mette)->sign_public, self.sign_public, SIGN_PUBLIC_BYTES);
	assert_true(ring_counts(&at_kim, mette, 2, 1));
	assert_false(ring_counts(&at_kim, 99, 2, 1));
}

static void a_terminal_reads_its_ring_without_a_hub(void **state)
{
	struct world *world = *state;
	struct ring ring;
	struct self self;
	uint32_t mette;

	begun(world);
	mette = enrolled(world, 1, "Mette", "Nord");
	self = self_of(world, 1);
	assert_true(ring_kept(world->stores[1], &self, world->arena, &ring, &world->err));
	assert_int_equal(ring.epoch, 1);
	assert_true(ring_counts(&ring, mette, 1, 1));
	assert_non_null(ring_secret(&ring, 2, 1));
}

static void a_code_is_good_for_one_terminal(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char code[INVITE_CODE_SIZE];

	begun(world);
	invited(world, &invite, code);
	assert_true(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_false(terminal_enrol(world->stores[2], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "it has been used"));
	assert_false(self_of(world, 2).is_enrolled);
	assert_int_not_equal(self_of(world, 2).realm.realm[0], 'A');
}

/* The copy of the invitation was put back: the card is what a code can be used for once. */
static void a_code_whose_invitation_is_put_back_is_still_used(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char code[INVITE_CODE_SIZE], name[INVITATION_NAME_SIZE];
	const unsigned char *bytes;
	size_t size;

	begun(world);
	invited(world, &invite, code);
	bytes = file_read(world, invitation_name(code, name), &size);
	assert_true(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_true(hub_put(world->hub, name, bytes, size, HUB_ONCE, &world->err));
	assert_false(terminal_enrol(world->stores[2], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "another machine"));
	assert_false(self_of(world, 2).is_enrolled);
	/* The terminal itself was stopped before it could remove the invitation. */
	assert_true(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_false(hub_get(world->hub, name, world->arena, &bytes, &size, &world->err));
}

/* The hub went away when the card was to be put there. */
static void an_enrolment_that_was_stopped_goes_on_with_the_same_keys(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char code[INVITE_CODE_SIZE];
	const unsigned char *pending, *bytes;
	size_t pending_size, size;
	struct ring ring;
	uint32_t origin;

	begun(world);
	origin = invited(world, &invite, code);
	assert_int_equal(system(arena_printf(world->arena, "cd %s/* && touch card", world->folder)), 0);
	assert_false(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_false(self_of(world, 1).is_enrolled);
	assert_true(store_kept(world->stores[1], "ring.pending", world->arena, &pending, &pending_size,
			       &world->err));
	assert_true(pending_size > SIGN_SECRET_BYTES + BOX_SECRET_BYTES);
	assert_int_equal(system(arena_printf(world->arena, "cd %s/* && rm card", world->folder)), 0);
	assert_true(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	bytes = file_read(world, "card/1.smt", &size);
	assert_int_equal(size, pending_size - SIGN_SECRET_BYTES - BOX_SECRET_BYTES);
	assert_memory_equal(bytes, pending + SIGN_SECRET_BYTES + BOX_SECRET_BYTES, size);
	assert_memory_equal(self_of(world, 1).sign_secret, pending, SIGN_SECRET_BYTES);
	assert_true(store_kept(world->stores[1], "ring.pending", world->arena, &pending, &pending_size,
			       &world->err));
	assert_int_equal(pending_size, 0);
	assert_true(ring_counts((ring = fetched(world, 0), &ring), origin, 1, 1));
}

static void an_invitation_holds_for_fourteen_days(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char code[INVITE_CODE_SIZE];

	begun(world);
	invited(world, &invite, code);
	assert_false(
		terminal_enrol(world->stores[1], world->hub, code, NOW + INVITE_DAYS * DAY + 1, &world->err));
	assert_true(says(world, ERR_REFUSED, "ran out"));
	assert_true(terminal_enrol(world->stores[1], world->hub, code, NOW + INVITE_DAYS * DAY, &world->err));
}

static void an_invitation_that_ran_out_is_removed(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char code[INVITE_CODE_SIZE];
	const char **names;
	size_t count;

	begun(world);
	invited(world, &invite, code);
	assert_true(admin_tidy(world->stores[0], world->hub, NOW + DAY, &world->err));
	assert_true(hub_list(world->hub, "enrol/", world->arena, &names, &count, &world->err));
	assert_int_equal(count, 1);
	assert_true(admin_tidy(world->stores[0], world->hub, NOW + 15 * DAY, &world->err));
	assert_true(hub_list(world->hub, "enrol/", world->arena, &names, &count, &world->err));
	assert_int_equal(count, 0);
}

static void a_new_code_makes_the_former_one_void(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char first[INVITE_CODE_SIZE], second[INVITE_CODE_SIZE];
	uint32_t origin;

	begun(world);
	origin = invited(world, &invite, first);
	assert_int_equal(invited(world, &invite, second), origin);
	assert_false(terminal_enrol(world->stores[1], world->hub, first, NOW, &world->err));
	assert_true(terminal_enrol(world->stores[1], world->hub, second, NOW, &world->err));
}

static void a_terminal_that_belongs_already_is_not_enrolled_again(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Nr. 2" };
	char code[INVITE_CODE_SIZE];

	begun(world);
	enrolled(world, 1, "Mette", NULL);
	invited(world, &invite, code);
	assert_false(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "sync recover"));
	assert_true(terminal_enrol(world->stores[2], world->hub, code, NOW, &world->err));
}

static void only_the_administrators_terminal_invites(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Kim" };
	char code[INVITE_CODE_SIZE];
	uint32_t origin;

	begun(world);
	enrolled(world, 1, "Mette", NULL);
	assert_false(admin_invite(world->stores[1], world->hub, &invite, NOW, code, &origin, &world->err));
	assert_true(says(world, ERR_REFUSED, "administrator's terminal"));
}

static void names_that_cannot_be_are_refused(void **state)
{
	static const char *const names[] = { "", "1204671101", "120467-1101", "a\nb", "Kontoret", "\xff" };
	struct world *world = *state;
	char code[INVITE_CODE_SIZE];
	uint32_t origin;

	begun(world);
	for (size_t i = 0; i < LENGTH(names); i++) {
		const struct invite invite = { .name = names[i] };

		if (admin_invite(world->stores[0], world->hub, &invite, NOW, code, &origin, &world->err))
			fail_msg("%s", names[i]);
	}
	assert_int_equal(fetched(world, 0).terminal_count, 1);
}

static void every_altered_byte_of_an_invitation_is_refused(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char code[INVITE_CODE_SIZE], name[INVITATION_NAME_SIZE];
	struct invitation opened;
	const unsigned char *bytes;
	size_t size;
	unsigned char *altered;

	begun(world);
	invited(world, &invite, code);
	bytes = file_read(world, invitation_name(code, name), &size);
	assert_true(invitation_open(bytes, size, code, world->arena, &opened, &world->err));
	altered = arena_memdup(world->arena, bytes, size);
	for (size_t i = 0; i < size; i += i < 48 ? 4 : size / 8) { /* each try costs an Argon2id */
		altered[i] ^= 1;
		assert_false(invitation_open(altered, size, code, world->arena, &opened, &world->err));
		altered[i] ^= 1;
	}
	assert_false(invitation_open(bytes, size - 1, code, world->arena, &opened, &world->err));
	assert_false(invitation_open(bytes, 40, code, world->arena, &opened, &world->err));
}

/* ---- the keyring ----------------------------- */

static void every_altered_byte_of_a_keyring_is_refused(void **state)
{
	struct world *world = *state;
	struct keyring keyring;
	struct self admin;
	const unsigned char *bytes;
	unsigned char *altered;
	size_t size, accepted = 0;

	begun(world);
	enrolled(world, 1, "Mette", "Nord");
	admin = self_of(world, 0);
	bytes = file_read(world, "keyring/1.smk", &size);
	assert_true(keyring_read(bytes, size, admin.admin_public, world->arena, &keyring, &world->err));
	altered = arena_memdup(world->arena, bytes, size);
	for (size_t i = 0; i < size; i++)
		for (int bit = 0; bit < 8; bit++) {
			altered[i] ^= (unsigned char)(1 << bit);
			accepted += keyring_read(altered, size, admin.admin_public, world->arena, &keyring,
						 &world->err);
			altered[i] ^= (unsigned char)(1 << bit);
		}
	for (size_t cut = 0; cut < size; cut++)
		accepted += keyring_read(bytes, cut, admin.admin_public, world->arena, &keyring, &world->err);
	assert_int_equal(accepted, 0);
}

static void an_altered_keyring_at_the_hub_changes_nothing_here(void **state)
{
	struct world *world = *state;
	unsigned char *altered;
	const unsigned char *bytes;
	struct ring ring;
	size_t size;
	uint32_t mette;

	begun(world);
	mette = enrolled(world, 1, "Mette", "Nord");
	fetched(world, 0);
	bytes = file_read(world, "keyring/1.smk", &size);
	altered = arena_memdup(world->arena, bytes, size);
	altered[size / 2] ^= 1;
	assert_true(hub_put(world->hub, "keyring/1.smk", altered, size, HUB_REPLACE, &world->err));
	assert_true(hub_put(world->hub, "keyring/999.smk", altered, size, HUB_REPLACE, &world->err));
	ring = fetched(world, 1);
	assert_int_equal(ring.epoch, 1);
	assert_true(ring_counts(&ring, mette, 1, 1));
}

static void an_older_keyring_is_refused_and_the_newer_put_back(void **state)
{
	struct world *world = *state;
	const unsigned char *first, *newest;
	size_t first_size, newest_size;
	struct ring ring;

	begun(world);
	enrolled(world, 1, "Mette", "Nord");
	first = file_read(world, "keyring/1.smk", &first_size);
	assert_true(admin_rotate(world->stores[0], world->hub, NULL, 0, &world->err));
	assert_int_equal(fetched(world, 1).epoch, 2);
	newest = file_read(world, "keyring/2.smk", &newest_size);
	assert_true(hub_remove(world->hub, "keyring/2.smk", &world->err));
	assert_true(hub_put(world->hub, "keyring/1.smk", first, first_size, HUB_REPLACE, &world->err));
	ring = fetched(world, 1);
	assert_int_equal(ring.epoch, 2);
	first = file_read(world, "keyring/2.smk", &first_size);
	assert_int_equal(first_size, newest_size);
	assert_memory_equal(first, newest, newest_size);
}

static void an_older_edition_of_the_same_epoch_is_refused(void **state)
{
	struct world *world = *state;
	const unsigned char *before;
	struct ring ring;
	size_t size;

	begun(world);
	enrolled(world, 1, "Mette", "Nord");
	before = file_read(world, "keyring/1.smk", &size);
	enrolled(world, 2, "Kim", "Syd");
	assert_int_equal(fetched(world, 1).terminal_count, 3);
	assert_true(hub_put(world->hub, "keyring/1.smk", before, size, HUB_REPLACE, &world->err));
	ring = fetched(world, 1);
	assert_int_equal(ring.terminal_count, 3);
	file_read(world, "keyring/1.smk", &size);
	assert_int_equal(fetched(world, 0).terminal_count, 3);
}

static void a_hub_that_was_lost_is_begun_again_with_everybody_in_it(void **state)
{
	struct world *world = *state;
	uint32_t mette;
	struct ring ring;

	begun(world);
	mette = enrolled(world, 1, "Mette", "Nord");
	fetched(world, 0);
	assert_false(admin_begin(world->stores[0], world->hub, "Kontoret", NULL, 0, &world->err));
	assert_true(says(world, ERR_REFUSED, "already"));
	assert_int_equal(system(arena_printf(world->arena, "rm -rf %s/*", world->folder)), 0);
	assert_true(ring_counts((ring = fetched(world, 1), &ring), mette, 1, 1));
	assert_true(admin_begin(world->stores[0], world->hub, "Kontoret", NULL, 0, &world->err));
	assert_true(ring_counts((ring = fetched(world, 0), &ring), mette, 1, 1));
	assert_int_equal(ring.epoch, 1);
}

/* ---- new keys ----------------------------- */

static void after_a_rotation_old_and_new_keys_are_there(void **state)
{
	struct world *world = *state;
	struct ring ring, at_admin;
	const char *unit = "Vest";

	begun(world);
	enrolled(world, 1, "Mette", "Nord");
	fetched(world, 0);
	for (int i = 0; i < 3; i++)
		assert_true(admin_rotate(world->stores[0], world->hub, &unit, 1, &world->err));
	ring = fetched(world, 1);
	at_admin = fetched(world, 0);
	assert_int_equal(ring.epoch, 4);
	assert_int_equal(ring.unit_count, 4);
	for (uint32_t epoch = 1; epoch <= 4; epoch++) {
		assert_non_null(ring_secret(&ring, 1, epoch));
		assert_non_null(ring_secret(&ring, 2, epoch));
		assert_null(ring_secret(&ring, 3, epoch));
	}
	assert_memory_equal(ring_unit(&ring, 2)->box_public, ring_secret(&ring, 2, 4)->box_public,
			    BOX_PUBLIC_BYTES);
	assert_memory_not_equal(ring_secret(&ring, 2, 4)->box_secret, ring_secret(&ring, 2, 3)->box_secret,
				BOX_SECRET_BYTES);
	assert_non_null(ring_secret(&at_admin, 4, 2));
}

/* Enrolled in epoch 3, it reads what was written in 1 and 2. */
static void a_new_terminal_gets_the_former_keys_too(void **state)
{
	struct world *world = *state;
	struct ring ring;

	begun(world);
	assert_true(admin_rotate(world->stores[0], world->hub, NULL, 0, &world->err));
	assert_true(admin_rotate(world->stores[0], world->hub, NULL, 0, &world->err));
	enrolled(world, 1, "Mette", "Nord");
	ring = fetched(world, 1);
	for (uint32_t epoch = 1; epoch <= 3; epoch++)
		assert_non_null(ring_secret(&ring, 2, epoch));
}

/* Its card was not known when the epoch was made. */
static void an_invited_terminal_gets_the_keys_of_a_rotation_from_the_administrators_next_run(void **state)
{
	struct world *world = *state;
	const char *unit = "Nord";
	const struct invite invite = { .name = "Mette", .units = &unit, .unit_count = 1 };
	char code[INVITE_CODE_SIZE];
	struct ring ring;

	begun(world);
	invited(world, &invite, code);
	assert_true(admin_rotate(world->stores[0], world->hub, NULL, 0, &world->err));
	assert_true(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	ring = fetched(world, 1);
	assert_int_equal(ring.epoch, 2);
	assert_non_null(ring_secret(&ring, 2, 1));
	assert_null(ring_secret(&ring, 2, 2));
	fetched(world, 0);
	ring = fetched(world, 1);
	assert_non_null(ring_secret(&ring, 2, 2));
	assert_non_null(ring_secret(&ring, 1, 2));
}

/* ---- shutting out ----------------------------- */

static void publish(struct world *world, uint32_t origin, int64_t unit, int64_t bseq)
{
	const struct hub_bundle bundle = { .unit = unit,
					   .bseq = bseq,
					   .origin = origin,
					   .bytes = (const unsigned char *)"sealed",
					   .size = 6 };

	assert_true(hub_publish(world->hub, &bundle, &world->err));
}

static void what_a_lost_terminal_sent_before_counts_and_nothing_after(void **state)
{
	struct world *world = *state;
	struct ring ring;
	uint32_t mette;

	begun(world);
	mette = enrolled(world, 1, "Mette", "Nord");
	enrolled(world, 2, "Kim", "Nord");
	publish(world, mette, 2, 1);
	publish(world, mette, 2, 2);
	publish(world, mette, 1, 1);
	assert_true(admin_shut_out(world->stores[0], world->hub, "Mette", &world->err));
	ring = fetched(world, 2);
	assert_int_equal(ring.epoch, 2);
	assert_true(ring_terminal(&ring, mette)->is_shut_out);
	assert_true(ring_counts(&ring, mette, 2, 2));
	assert_false(ring_counts(&ring, mette, 2, 3));
	assert_true(ring_counts(&ring, mette, 1, 1));
	assert_false(ring_counts(&ring, mette, 1, 2));
	assert_false(ring_counts(&ring, mette, 3, 1));
	assert_false(ring_is_member(&ring, mette, 2));
	assert_non_null(ring_secret(&ring, 2, 1));
	assert_non_null(ring_secret(&ring, 2, 2));
}

static void a_terminal_that_was_shut_out_gets_no_new_key(void **state)
{
	struct world *world = *state;
	struct keyring keyring;
	struct ring ring;
	struct self self;
	const unsigned char *bytes;
	unsigned char secret[SEALED_SECRET_BYTES];
	size_t size;

	begun(world);
	enrolled(world, 1, "Mette", "Nord");
	assert_true(admin_shut_out(world->stores[0], world->hub, "Mette", &world->err));
	ring = fetched(world, 1);
	assert_int_equal(ring.epoch, 2);
	assert_non_null(ring_secret(&ring, 2, 1));
	assert_null(ring_secret(&ring, 1, 2));
	assert_null(ring_secret(&ring, 2, 2));
	/* Not even by trying its key on everything that is sealed. */
	self = self_of(world, 1);
	bytes = file_read(world, "keyring/2.smk", &size);
	assert_true(keyring_read(bytes, size, self.admin_public, world->arena, &keyring, &world->err));
	assert_true(keyring.sealed_count > 0);
	for (size_t i = 0; i < keyring.sealed_count; i++)
		assert_int_not_equal(crypto_box_seal_open(secret, keyring.sealed[i].sealed,
							  SEALED_SECRET_BYTES, self.box_public,
							  self.box_secret),
				     0);
	assert_false(admin_shut_out(world->stores[0], world->hub, "Mette", &world->err));
	assert_true(says(world, ERR_REFUSED, "already"));
}

static void an_invited_terminal_that_is_shut_out_cannot_enrol(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Mette" };
	char code[INVITE_CODE_SIZE], name[INVITATION_NAME_SIZE];
	const unsigned char *bytes;
	size_t size;

	begun(world);
	invited(world, &invite, code);
	bytes = file_read(world, invitation_name(code, name), &size);
	assert_true(admin_shut_out(world->stores[0], world->hub, "Mette", &world->err));
	assert_false(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_true(hub_put(world->hub, name, bytes, size, HUB_ONCE, &world->err));
	assert_false(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "withdrawn"));
}

static void the_administrators_own_terminal_is_not_shut_out(void **state)
{
	struct world *world = *state;

	begun(world);
	assert_false(admin_shut_out(world->stores[0], world->hub, "Kontoret", &world->err));
	assert_true(says(world, ERR_REFUSED, "itself"));
	assert_false(admin_shut_out(world->stores[0], world->hub, "Nobody", &world->err));
	assert_true(says(world, ERR_MISSING, "Nobody"));
}

static void a_terminal_that_moves_reads_what_was_written_before_in_its_new_unit(void **state)
{
	static const char *const syd[] = { "Syd" }, *const unknown[] = { "Vest" };
	struct world *world = *state;
	struct ring ring;
	uint32_t mette;

	begun(world);
	mette = enrolled(world, 1, "Mette", "Nord");
	assert_true(admin_rotate(world->stores[0], world->hub, NULL, 0, &world->err));
	assert_int_equal(fetched(world, 1).epoch, 2);
	assert_false(admin_move(world->stores[0], world->hub, "Mette", unknown, 1, &world->err));
	assert_true(says(world, ERR_MISSING, "Vest"));
	assert_true(admin_move(world->stores[0], world->hub, "Mette", syd, 1, &world->err));
	ring = fetched(world, 1);
	assert_int_equal(ring.epoch, 3);
	assert_true(ring_is_member(&ring, mette, 1) && ring_is_member(&ring, mette, 3));
	assert_false(ring_is_member(&ring, mette, 2));
	for (uint32_t epoch = 1; epoch <= 3; epoch++)
		assert_non_null(ring_secret(&ring, 3, epoch));
	assert_non_null(ring_secret(&ring, 2, 2));
	assert_null(ring_secret(&ring, 2, 3));
	assert_true(admin_move(world->stores[0], world->hub, "Mette", ring_world_teams, 2, &world->err));
	ring = fetched(world, 1);
	assert_int_equal(ring.epoch, 3); /* nobody left a unit: no new keys */
	assert_non_null(ring_secret(&ring, 2, 3));
}

/* ---- a worker, and recovery ----------------------------- */

static void a_hubs_worker_is_a_member_of_all_units_also_of_later_ones(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .name = "Server", .is_worker = true };
	const char *unit = "Vest";
	char code[INVITE_CODE_SIZE];
	struct ring ring;
	uint32_t worker;

	begun(world);
	worker = invited(world, &invite, code);
	assert_true(terminal_enrol(world->stores[1], world->hub, code, NOW, &world->err));
	assert_true(admin_rotate(world->stores[0], world->hub, &unit, 1, &world->err));
	ring = fetched(world, 1);
	assert_true(ring_terminal(&ring, worker)->is_hub);
	for (int64_t number = 1; number <= 4; number++) {
		assert_true(ring_is_member(&ring, worker, number));
		assert_non_null(ring_secret(&ring, number, 2));
	}
}

static void a_restored_terminal_goes_on_under_a_new_number_with_its_units(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .replaces = "Mette" };
	char code[INVITE_CODE_SIZE];
	struct ring ring;
	uint32_t before, after;

	begun(world);
	before = enrolled(world, 1, "Mette", "Nord");
	publish(world, before, 2, 1);
	after = invited(world, &invite, code);
	assert_int_not_equal(before, after);
	assert_false(terminal_recover(world->stores[2], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "sync enrol"));
	assert_true(terminal_recover(world->stores[1], world->hub, code, NOW, &world->err));
	assert_int_equal(self_of(world, 1).origin, after);
	ring = fetched(world, 1);
	assert_true(ring_counts(&ring, before, 2, 1));
	assert_false(ring_counts(&ring, before, 2, 2));
	assert_true(ring_counts(&ring, after, 2, 1));
	assert_true(ring_is_member(&ring, after, 2));
	assert_string_equal(ring_terminal(&ring, after)->name, "Mette");
	assert_int_equal(ring.epoch, 1);
}

static void a_code_for_another_terminal_does_not_recover_this_one(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .replaces = "Mette" };
	char code[INVITE_CODE_SIZE];
	uint32_t kim;

	begun(world);
	enrolled(world, 1, "Mette", "Nord");
	kim = enrolled(world, 2, "Kim", "Nord");
	invited(world, &invite, code);
	assert_false(terminal_recover(world->stores[2], world->hub, code, NOW, &world->err));
	assert_true(says(world, ERR_REFUSED, "another terminal"));
	assert_int_equal(self_of(world, 2).origin, kim);
	assert_true(terminal_recover(world->stores[1], world->hub, code, NOW, &world->err));
}

/* The administrator's own database, from a backup that is older than two invitations. */
static void a_restored_administrator_reads_the_newer_keyring_and_goes_on(void **state)
{
	struct world *world = *state;
	const struct invite invite = { .replaces = "Kontoret" };
	char code[INVITE_CODE_SIZE];
	const unsigned char *kept;
	struct ring ring;
	size_t size;
	uint32_t after;

	begun(world);
	assert_true(store_kept(world->stores[0], "ring.keyring", world->arena, &kept, &size, &world->err));
	enrolled(world, 1, "Mette", "Nord");
	assert_true(admin_rotate(world->stores[0], world->hub, NULL, 0, &world->err));
	assert_true(store_keep(world->stores[0], "ring.keyring", kept, size, &world->err));
	after = invited(world, &invite, code);
	assert_true(terminal_recover(world->stores[0], world->hub, code, NOW, &world->err));
	ring = fetched(world, 0);
	assert_int_equal(self_of(world, 0).origin, after);
	assert_true(self_of(world, 0).is_admin);
	assert_true(ring_is_member(&ring, after, 1) && ring_is_member(&ring, after, 2) &&
		    ring_is_member(&ring, after, 3));
	assert_true(admin_rotate(world->stores[0], world->hub, NULL, 0, &world->err));
	assert_non_null(ring_secret((ring = fetched(world, 1), &ring), 2, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_is_read_as_people_type_it),
		cmocka_unit_test(every_single_wrong_character_of_a_code_is_told),
		cmocka_unit_test(two_characters_that_changed_places_are_told),
		cmocka_unit_test(a_code_of_another_length_or_with_other_signs_is_told),
		WORLD_TEST(two_terminals_enrol_and_share_the_keys_of_their_units),
		WORLD_TEST(a_terminal_reads_its_ring_without_a_hub),
		WORLD_TEST(a_code_is_good_for_one_terminal),
		WORLD_TEST(a_code_whose_invitation_is_put_back_is_still_used),
		WORLD_TEST(an_enrolment_that_was_stopped_goes_on_with_the_same_keys),
		WORLD_TEST(an_invitation_holds_for_fourteen_days),
		WORLD_TEST(an_invitation_that_ran_out_is_removed),
		WORLD_TEST(a_new_code_makes_the_former_one_void),
		WORLD_TEST(a_terminal_that_belongs_already_is_not_enrolled_again),
		WORLD_TEST(only_the_administrators_terminal_invites),
		WORLD_TEST(names_that_cannot_be_are_refused),
		WORLD_TEST(every_altered_byte_of_an_invitation_is_refused),
		WORLD_TEST(every_altered_byte_of_a_keyring_is_refused),
		WORLD_TEST(an_altered_keyring_at_the_hub_changes_nothing_here),
		WORLD_TEST(an_older_keyring_is_refused_and_the_newer_put_back),
		WORLD_TEST(an_older_edition_of_the_same_epoch_is_refused),
		WORLD_TEST(a_hub_that_was_lost_is_begun_again_with_everybody_in_it),
		WORLD_TEST(after_a_rotation_old_and_new_keys_are_there),
		WORLD_TEST(a_new_terminal_gets_the_former_keys_too),
		WORLD_TEST(an_invited_terminal_gets_the_keys_of_a_rotation_from_the_administrators_next_run),
		WORLD_TEST(what_a_lost_terminal_sent_before_counts_and_nothing_after),
		WORLD_TEST(a_terminal_that_was_shut_out_gets_no_new_key),
		WORLD_TEST(an_invited_terminal_that_is_shut_out_cannot_enrol),
		WORLD_TEST(the_administrators_own_terminal_is_not_shut_out),
		WORLD_TEST(a_terminal_that_moves_reads_what_was_written_before_in_its_new_unit),
		WORLD_TEST(a_hubs_worker_is_a_member_of_all_units_also_of_later_ones),
		WORLD_TEST(a_restored_terminal_goes_on_under_a_new_number_with_its_units),
		WORLD_TEST(a_code_for_another_terminal_does_not_recover_this_one),
		WORLD_TEST(a_restored_administrator_reads_the_newer_keyring_and_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "keyring_file.h"

#include <string.h>

#include "samtale/base/tr.h"
#include "signed_text.h"

#define KEYRING_KIND "SAMTALE KEYRING 1"
#define FORMER_MOST (1u << 20)

/* ---- writing ----------------------------- */

static void put(json_t *object, const char *name, json_t *value)
{
	if (json_object_set_new(object, name, value))
		BUG("a document that could not be made");
}

static json_t *unit_write(const struct ring_unit *unit, const struct former_keys *former)
{
	json_t *object = json_object();

	put(object, "number", json_integer(unit->number));
	put(object, "name", json_string(unit->name));
	put(object, "box", signed_text_of_hex(unit->box_public, sizeof(unit->box_public)));
	put(object, "former", signed_text_of_hex(former->bytes, former->size));
	return object;
}

static json_t *shut_out_write(const struct ring_terminal *terminal)
{
	json_t *list = json_array();

	for (size_t i = 0; i < terminal->last_count; i++)
		json_array_append_new(list,
				      json_pack("{s:I, s:I}", "unit", (json_int_t)terminal->last[i].unit,
						"bseq", (json_int_t)terminal->last[i].bseq));
	return list;
}

static json_t *terminal_write(const struct ring_terminal *terminal)
{
	json_t *object = json_object(), *units = json_array();

	for (size_t i = 0; i < terminal->unit_count; i++)
		json_array_append_new(units, json_integer(terminal->units[i]));
	put(object, "origin", json_integer(terminal->origin));
	put(object, "name", json_string(terminal->name));
	put(object, "worker", json_boolean(terminal->is_hub));
	put(object, "units", units);
	put(object, "invite", signed_text_of_hex(terminal->invite_public, SIGN_PUBLIC_BYTES));
	if (terminal->invitation[0]) {
		put(object, "invitation", json_string(terminal->invitation));
		put(object, "until", json_integer(terminal->invited_until));
	}
	if (terminal->has_card) {
		put(object, "sign", signed_text_of_hex(terminal->sign_public, SIGN_PUBLIC_BYTES));
		put(object, "box", signed_text_of_hex(terminal->box_public, BOX_PUBLIC_BYTES));
	}
	if (terminal->is_shut_out)
		put(object, "shut_out", shut_out_write(terminal));
	return object;
}

void keyring_write(const struct keyring *keyring, const unsigned char admin_secret[SIGN_SECRET_BYTES],
		   struct str *out)
{
	const struct ring *ring = &keyring->ring;
	json_t *object = json_object(), *units = json_array(), *terminals = json_array(),
	       *secrets = json_array();

	for (size_t i = 0; i < ring->unit_count; i++)
		json_array_append_new(units, unit_write(&ring->units[i], &keyring->former[i]));
	for (size_t i = 0; i < ring->terminal_count; i++)
		json_array_append_new(terminals, terminal_write(&ring->terminals[i]));
	for (size_t i = 0; i < keyring->sealed_count; i++) {
		const struct sealed_secret *row = &keyring->sealed[i];
		json_t *sealed = json_object();

		put(sealed, "unit", json_integer(row->unit));
		put(sealed, "origin", json_integer(row->origin));
		put(sealed, "sealed", signed_text_of_hex(row->sealed, sizeof(row->sealed)));
		json_array_append_new(secrets, sealed);
	}
	put(object, "realm", signed_text_of_hex(ring->realm, ID_REALM_BYTES));
	put(object, "epoch", json_integer(ring->epoch));
	put(object, "edition", json_integer(ring->edition));
	put(object, "admin", json_integer(ring->admin));
	put(object, "units", units);
	put(object, "terminals", terminals);
	put(object, "secrets", secrets);
	signed_text_put(KEYRING_KIND, object, admin_secret, out);
}

/* ---- reading ----------------------------- */

/* The array of that name, of at most `most` rows; NULL: it is not there. */
static json_t *rows_of(const json_t *object, const char *name, size_t most, size_t *count)
{
	json_t *rows = json_object_get(object, name);

	*count = json_array_size(rows);
	return json_is_array(rows) && *count <= most ? rows : NULL;
}

/* Rows as arena_grow() makes them, so that it can add to them. */
static void *rows_new(struct arena *arena, size_t count, size_t size)
{
	void *rows = NULL;

	for (size_t i = 0; i < count; i++)
		rows = arena_grow(arena, rows, i, size);
	return rows;
}

static bool unit_read(const json_t *row, struct arena *arena, struct ring_unit *unit,
		      struct former_keys *former)
{
	size_t digits = json_string_length(json_object_get(row, "former"));
	unsigned char *bytes;

	if (digits > FORMER_MOST)
		return false;
	former->size = digits / 2;
	former->bytes = bytes = arena_alloc(arena, former->size);
	return signed_text_number(row, "number", INT32_MAX, &unit->number) && unit->number &&
	       signed_text_name(row, "name", arena, &unit->name) &&
	       signed_text_hex(row, "box", unit->box_public, BOX_PUBLIC_BYTES) &&
	       signed_text_hex(row, "former", bytes, former->size);
}

static bool units_read(const json_t *object, struct arena *arena, struct keyring *keyring)
{
	struct ring *ring = &keyring->ring;
	json_t *rows = rows_of(object, "units", RING_UNITS_MOST, &ring->unit_count);

	ring->units = rows_new(arena, ring->unit_count, sizeof(*ring->units));
	keyring->former = rows_new(arena, ring->unit_count, sizeof(*keyring->former));
	for (size_t i = 0; rows && i < ring->unit_count; i++)
		if (!unit_read(json_array_get(rows, i), arena, &ring->units[i], &keyring->former[i]))
			return false;
	return rows;
}

static bool memberships_read(const json_t *row, struct arena *arena, struct ring_terminal *terminal)
{
	json_t *rows = rows_of(row, "units", RING_UNITS_MOST, &terminal->unit_count);
	int64_t *units = arena_array(arena, terminal->unit_count, sizeof(*units));

	for (size_t i = 0; i < terminal->unit_count; i++)
		units[i] = json_integer_value(json_array_get(rows, i));
	terminal->units = units;
	return rows;
}

static bool shut_out_read(const json_t *row, struct arena *arena, struct ring_terminal *terminal)
{
	json_t *rows = rows_of(row, "shut_out", RING_UNITS_MOST, &terminal->last_count);
	struct ring_last *last = arena_array(arena, terminal->last_count, sizeof(*last));

	terminal->is_shut_out = json_object_get(row, "shut_out");
	if (!terminal->is_shut_out)
		return true;
	for (size_t i = 0; rows && i < terminal->last_count; i++)
		if (!signed_text_number(json_array_get(rows, i), "unit", INT32_MAX, &last[i].unit) ||
		    !signed_text_number(json_array_get(rows, i), "bseq", INT64_MAX, &last[i].bseq))
			return false;
	terminal->last = last;
	return rows;
}

static bool invitation_read(const json_t *row, struct arena *arena, struct ring_terminal *terminal)
{
	terminal->invitation = "";
	return !json_object_get(row, "invitation") ||
	       (signed_text_name(row, "invitation", arena, &terminal->invitation) &&
		signed_text_number(row, "until", INT64_MAX, &terminal->invited_until));
}

static bool terminal_read(const json_t *row, struct arena *arena, struct ring_terminal *terminal)
{
	int64_t origin;

	terminal->is_hub = json_is_true(json_object_get(row, "worker"));
	terminal->has_card = json_object_get(row, "sign");
	if (!signed_text_number(row, "origin", ID_ORIGIN_MAX, &origin) || !origin)
		return false;
	terminal->origin = (uint32_t)origin;
	return signed_text_name(row, "name", arena, &terminal->name) &&
	       memberships_read(row, arena, terminal) && shut_out_read(row, arena, terminal) &&
	       signed_text_hex(row, "invite", terminal->invite_public, SIGN_PUBLIC_BYTES) &&
	       invitation_read(row, arena, terminal) &&
	       (!terminal->has_card ||
		(signed_text_hex(row, "sign", terminal->sign_public, SIGN_PUBLIC_BYTES) &&
		 signed_text_hex(row, "box", terminal->box_public, BOX_PUBLIC_BYTES)));
}

static bool terminals_read(const json_t *object, struct arena *arena, struct ring *ring)
{
	json_t *rows = rows_of(object, "terminals", RING_TERMINALS_MOST, &ring->terminal_count);

	ring->terminals = rows_new(arena, ring->terminal_count, sizeof(*ring->terminals));
	for (size_t i = 0; rows && i < ring->terminal_count; i++)
		if (!terminal_read(json_array_get(rows, i), arena, &ring->terminals[i]))
			return false;
	return rows;
}

static bool secrets_read(const json_t *object, struct arena *arena, struct keyring *keyring)
{
	json_t *rows = rows_of(object, "secrets", SIZE_MAX, &keyring->sealed_count);

	keyring->sealed = rows_new(arena, keyring->sealed_count, sizeof(*keyring->sealed));
	for (size_t i = 0; rows && i < keyring->sealed_count; i++) {
		struct sealed_secret *row = &keyring->sealed[i];
		const json_t *seen = json_array_get(rows, i);
		int64_t origin;

		if (!signed_text_number(seen, "unit", INT32_MAX, &row->unit) ||
		    !signed_text_number(seen, "origin", ID_ORIGIN_MAX, &origin) ||
		    !signed_text_hex(seen, "sealed", row->sealed, sizeof(row->sealed)))
			return false;
		row->origin = (uint32_t)origin;
	}
	return rows;
}

static bool content_read(const json_t *object, struct arena *arena, struct keyring *keyring)
{
	struct ring *ring = &keyring->ring;
	int64_t epoch, admin = 0;

	*keyring = (struct keyring){ .former = NULL };
	if (!signed_text_hex(object, "realm", ring->realm, ID_REALM_BYTES) ||
	    !signed_text_number(object, "epoch", UINT32_MAX, &epoch) || !epoch ||
	    !signed_text_number(object, "edition", INT64_MAX, &ring->edition))
		return false;
	if (json_object_get(object, "admin") && !signed_text_number(object, "admin", ID_ORIGIN_MAX, &admin))
		return false;
	ring->epoch = (uint32_t)epoch;
	ring->admin = (uint32_t)admin;
	return units_read(object, arena, keyring) && terminals_read(object, arena, ring) &&
	       secrets_read(object, arena, keyring);
}

bool keyring_read(const unsigned char *bytes, size_t size,
		  const unsigned char admin_public[SIGN_PUBLIC_BYTES], struct arena *arena,
		  struct keyring *keyring, struct err *err)
{
	json_t *object = signed_text_read(bytes, size, KEYRING_KIND, admin_public);
	bool whole = object && content_read(object, arena, keyring);

	json_decref(object);
	memcpy(keyring->admin_public, admin_public, SIGN_PUBLIC_BYTES);
	return whole || err_set(err, ERR_DAMAGED, "%s",
				_("The list of terminals at the hub has been altered, or is of another "
				  "installation. It is not used. Tell the one who looks after Samtale."));
}

int keyring_compare(const struct ring *a, const struct ring *b)
{
	if (a->epoch != b->epoch)
		return a->epoch < b->epoch ? -1 : 1;
	return (a->edition > b->edition) - (a->edition < b->edition);
}

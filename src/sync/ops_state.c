#include "ops_state.h"

#include <sodium.h>
#include <string.h>

#define LARGE ((int64_t)1 << 30) /* what is smaller is short as it is */
#define HASH_BYTES 32
#define TEXT_SHORT 128

enum { TAG_TEXT = 3, TAG_HASH = 5, TAG_NOW = 6, TAG_RECENT = 0x20, TAG_SHORT = 0x80 };

int64_t number_difference(int64_t to, int64_t from)
{
	return (int64_t)((uint64_t)to - (uint64_t)from);
}

int64_t number_sum(int64_t from, int64_t difference)
{
	return (int64_t)((uint64_t)from + (uint64_t)difference);
}

/* ---- recent numbers ------------------------------------------------------------------------------ */

int recent_find(const struct ops_state *state, int64_t number)
{
	for (int i = 0; i < state->recent_count; i++)
		if (state->recent[i] == number)
			return i;
	return -1;
}

void recent_say(struct ops_state *state, int64_t number)
{
	int at = recent_find(state, number);

	if (at < 0)
		at = state->recent_count < OPS_RECENT_MOST ? state->recent_count++ : OPS_RECENT_MOST - 1;
	memmove(state->recent + 1, state->recent, (size_t)at * sizeof(*state->recent));
	state->recent[0] = number;
}

void row_say(struct ops_state *state, int table, int64_t row)
{
	state->row = row;
	state->rows[table] = row;
	recent_say(state, row);
}

bool dots_are_whole(struct packed dots)
{
	uint64_t origin, seq;

	while (dots.at != dots.end)
		if (!unpack_number(&dots, &origin) || !unpack_number(&dots, &seq) || !origin ||
		    origin > ID_ORIGIN_MAX || seq > INT64_MAX)
			return false;
	return true;
}

static bool is_large(int64_t number)
{
	return number > LARGE || number < -LARGE;
}

static int64_t now_ms(const struct ops_state *state)
{
	return state->hlc >> HLC_COUNTER_BITS;
}

/* ---- to the wire --------------------------------------------------------------------------------- */

static void integer_say(struct ops_state *state, const struct packed_value *value, struct str *out)
{
	int recent;

	if (value->integer == now_ms(state)) {
		str_add_char(out, TAG_NOW);
		return;
	}
	recent = is_large(value->integer) ? recent_find(state, value->integer) : -1;
	if (recent >= 0)
		str_add_char(out, (char)(TAG_RECENT + recent));
	else
		pack_value_seen(out, value);
	if (is_large(value->integer))
		recent_say(state, value->integer);
}

static bool is_hash(const struct packed_value *value)
{
	if (value->length != 2 * HASH_BYTES)
		return false;
	for (size_t i = 0; i < value->length; i++)
		if (!memchr("0123456789abcdef", value->bytes[i], 16))
			return false;
	return true;
}

static void text_say(const struct packed_value *value, struct str *out)
{
	unsigned char hash[HASH_BYTES];

	if (is_hash(value) &&
	    !sodium_hex2bin(hash, sizeof(hash), value->bytes, value->length, NULL, NULL, NULL)) {
		str_add_char(out, TAG_HASH);
		str_add_bytes(out, hash, sizeof(hash));
	} else if (value->length < TEXT_SHORT) {
		str_add_char(out, (char)(TAG_SHORT + value->length));
		str_add_bytes(out, value->bytes, value->length);
	} else {
		pack_value_seen(out, value);
	}
}

bool value_say(struct ops_state *state, struct packed *in, struct str *out)
{
	struct packed_value value;

	if (!unpack_value(in, &value))
		return false;
	if (value.type == PACKED_INTEGER)
		integer_say(state, &value, out);
	else if (value.type == PACKED_TEXT)
		text_say(&value, out);
	else
		pack_value_seen(out, &value);
	return true;
}

/* ---- and back ------------------------------------------------------------------------------------ */

static bool hash_hear(struct packed *in, struct str *out)
{
	char text[2 * HASH_BYTES + 1];
	struct packed hash;

	if (!unpack_piece(in, HASH_BYTES, &hash))
		return false;
	sodium_bin2hex(text, sizeof(text), hash.at, HASH_BYTES);
	pack_value_seen(
		out, &(struct packed_value){ .type = PACKED_TEXT, .bytes = text, .length = 2 * HASH_BYTES });
	return true;
}

static bool text_hear(struct packed *in, size_t length, struct str *out)
{
	struct packed text;

	if (!unpack_piece(in, length, &text))
		return false;
	pack_value_seen(out, &(struct packed_value){
				     .type = PACKED_TEXT, .bytes = (const char *)text.at, .length = length });
	return true;
}

static bool plain_hear(struct ops_state *state, struct packed *in, struct str *out)
{
	struct packed_value value;

	if (!unpack_value(in, &value))
		return false;
	if (value.type == PACKED_INTEGER && is_large(value.integer))
		recent_say(state, value.integer);
	pack_value_seen(out, &value);
	return true;
}

bool value_hear(struct ops_state *state, struct packed *in, struct str *out)
{
	struct packed_value integer = { .type = PACKED_INTEGER };
	unsigned char tag = in->at == in->end ? 0 : *in->at;

	if (tag < TAG_HASH)
		return plain_hear(state, in, out);
	in->at++;
	if (tag == TAG_HASH)
		return hash_hear(in, out);
	if (tag >= TAG_SHORT)
		return text_hear(in, tag - TAG_SHORT, out);
	if (tag == TAG_NOW) {
		integer.integer = now_ms(state);
	} else {
		if (tag < TAG_RECENT || tag - TAG_RECENT >= state->recent_count)
			return false;
		integer.integer = state->recent[tag - TAG_RECENT];
		recent_say(state, integer.integer);
	}
	pack_value_seen(out, &integer);
	return true;
}

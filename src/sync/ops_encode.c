#include "samtale/sync/ops.h"

#include <stdlib.h>

#include "ops_state.h"

struct ops_encoder {
	struct ops_state state;
	struct str op; /* the one being written */
};

struct ops_encoder *ops_encoder_new(void)
{
	struct ops_encoder *encoder = calloc(1, sizeof(*encoder));

	if (!encoder)
		BUG("out of memory");
	str_init(&encoder->op);
	return encoder;
}

void ops_encoder_free(struct ops_encoder *encoder)
{
	if (!encoder)
		return;
	str_done(&encoder->op);
	free(encoder);
}

/* Differences wrap around, so that any number follows any other. */
static int64_t difference(int64_t to, int64_t from)
{
	return (int64_t)((uint64_t)to - (uint64_t)from);
}

static void op_add(struct ops_encoder *encoder, struct str *out)
{
	pack_number(out, encoder->op.length);
	str_add_bytes(out, encoder->op.text, encoder->op.length);
}

static void control_say(struct ops_encoder *encoder, enum op_control control, int64_t value, struct str *out)
{
	int64_t *held = &encoder->state.held[control];

	if (*held == value)
		return;
	str_clear(&encoder->op);
	pack_number(&encoder->op, OP_CONTROL);
	pack_number(&encoder->op, control);
	pack_signed(&encoder->op, difference(value, *held));
	op_add(encoder, out);
	*held = value;
}

static void when_say(struct ops_encoder *encoder, int64_t hlc)
{
	int64_t before = encoder->state.hlc;
	int64_t ms = (hlc >> HLC_COUNTER_BITS) - (before >> HLC_COUNTER_BITS);
	uint64_t count = (uint64_t)hlc & ((1 << HLC_COUNTER_BITS) - 1);

	encoder->state.hlc = hlc;
	if (before < INT64_MAX && hlc == before + 1) {
		pack_number(&encoder->op, 0);
		return;
	}
	pack_number(&encoder->op, (((uint64_t)ms << 1 ^ (ms < 0 ? UINT64_MAX : 0)) << 1 | (count != 0)) + 1);
	if (count)
		pack_number(&encoder->op, count);
}

static enum op_kind kind_of(int column)
{
	return column == CHANGE_FACT ? OP_FACT : column == CHANGE_CREATION ? OP_CREATION : OP_CELL;
}

static void piece_add(struct str *out, struct packed piece)
{
	if (piece.at != piece.end)
		str_add_bytes(out, piece.at, (size_t)(piece.end - piece.at));
}

void ops_encode(struct ops_encoder *encoder, const struct change *change, struct str *out)
{
	struct ops_state *state = &encoder->state;
	enum op_kind kind = kind_of(change->column);

	if (change->table < 1 || change->table > OPS_TABLE_MOST)
		BUG("a change of a table that no number is given to");
	control_say(encoder, CONTROL_ORIGIN, change->dot.origin, out);
	control_say(encoder, CONTROL_TX, change->tx, out);
	control_say(encoder, CONTROL_AUTHOR, change->author, out);
	control_say(encoder, CONTROL_RANK, change->rank, out);
	str_clear(&encoder->op);
	pack_number(&encoder->op, (uint64_t)change->table << 2 | kind);
	pack_signed(&encoder->op, difference(change->row, state->rows[change->table]));
	pack_signed(&encoder->op, difference(change->dot.seq, state->seq));
	state->rows[change->table] = change->row;
	state->seq = change->dot.seq;
	when_say(encoder, change->hlc);
	if (kind == OP_CELL) {
		pack_number(&encoder->op, (uint64_t)change->column);
		pack_number(&encoder->op, (uint64_t)(change->prev.end - change->prev.at));
		piece_add(&encoder->op, change->prev);
	}
	piece_add(&encoder->op, change->value);
	op_add(encoder, out);
}

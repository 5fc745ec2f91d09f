#include "samtale/sync/ops.h"

#include <stdlib.h>

#include "ops_state.h"
#include "samtale/base/tr.h"

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
	pack_signed(&encoder->op, number_difference(value, *held));
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

static void row_write(struct ops_encoder *encoder, int table, int64_t row)
{
	struct ops_state *state = &encoder->state;
	int recent = recent_find(state, row);

	if (row == number_sum(state->row, 1)) {
		pack_number(&encoder->op, ROW_NEXT);
	} else if (recent >= 0) {
		pack_number(&encoder->op, ROW_RECENT + (uint64_t)recent);
	} else {
		pack_number(&encoder->op, ROW_DIFFERENCE);
		pack_signed(&encoder->op, number_difference(row, state->rows[table]));
	}
	row_say(state, table, row);
}

static enum op_kind kind_of(int column)
{
	return column == CHANGE_FACT ? OP_FACT : column == CHANGE_CREATION ? OP_CREATION : OP_CELL;
}

/* Table and kind, row, seq and time. */
static void head_write(struct ops_encoder *encoder, const struct change *change)
{
	pack_number(&encoder->op, (uint64_t)change->table << 2 | kind_of(change->column));
	row_write(encoder, change->table, change->row);
	pack_signed(&encoder->op, number_difference(change->dot.seq, encoder->state.seq));
	encoder->state.seq = change->dot.seq;
	when_say(encoder, change->hlc);
}

static bool values_write(struct ops_encoder *encoder, struct packed in, uint64_t mask)
{
	for (; mask; mask &= mask - 1)
		if (!value_say(&encoder->state, &in, &encoder->op))
			return false;
	return in.at == in.end;
}

static bool body_write(struct ops_encoder *encoder, const struct change *change)
{
	struct packed value = change->value, prev = change->prev;
	uint64_t mask;

	if (change->column > CHANGE_CREATION) {
		pack_number(&encoder->op, (uint64_t)change->column);
		pack_number(&encoder->op, (uint64_t)(prev.end - prev.at));
		if (prev.at != prev.end)
			str_add_bytes(&encoder->op, prev.at, (size_t)(prev.end - prev.at));
		return values_write(encoder, value, 1);
	}
	if (!unpack_number(&value, &mask) || mask >> OPS_COLUMN_MOST)
		return false;
	pack_number(&encoder->op, mask);
	return values_write(encoder, value, mask);
}

static bool op_write(struct ops_encoder *encoder, const struct change *change, struct str *out)
{
	control_say(encoder, CONTROL_ORIGIN, change->dot.origin, out);
	control_say(encoder, CONTROL_TX, change->tx, out);
	control_say(encoder, CONTROL_AUTHOR, change->author, out);
	control_say(encoder, CONTROL_RANK, change->rank, out);
	str_clear(&encoder->op);
	head_write(encoder, change);
	return body_write(encoder, change);
}

/* What a receiver would refuse is not sent: it would stop all that comes after it. */
static bool is_sendable(const struct change *change)
{
	return change->table >= 1 && change->table <= OPS_TABLE_MOST && change->column >= CHANGE_FACT &&
	       change->column <= OPS_COLUMN_MOST && change->dot.origin >= 1 &&
	       change->dot.origin <= ID_ORIGIN_MAX && change->dot.seq >= 1 && dots_are_whole(change->prev);
}

bool ops_encode(struct ops_encoder *encoder, const struct change *change, struct str *out, struct err *err)
{
	if (!is_sendable(change) || !op_write(encoder, change, out))
		return err_set(
			err, ERR_DAMAGED, "%s",
			_("A change that was written here cannot be read. Restore the latest backup."));
	op_add(encoder, out);
	return true;
}

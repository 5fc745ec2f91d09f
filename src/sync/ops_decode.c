#include "samtale/sync/ops.h"

#include "ops_state.h"
#include "samtale/base/tr.h"

#define COLUMN_MOST 63 /* a mask of columns fits 63 bits */

enum op_read { OP_TAKEN, OP_STEPPED_OVER, OP_NEWER, OP_BROKEN };

static int64_t sum(int64_t from, int64_t difference)
{
	return (int64_t)((uint64_t)from + (uint64_t)difference);
}

/* ---- what a change holds ----------------------------------------------------------------------- */

static bool is_value(struct packed in)
{
	struct packed_value value;

	return unpack_value(&in, &value) && in.at == in.end;
}

static bool is_columns(struct packed in)
{
	struct packed_value value;
	uint64_t mask;

	if (!unpack_number(&in, &mask) || mask >> COLUMN_MOST)
		return false;
	for (; mask; mask &= mask - 1)
		if (!unpack_value(&in, &value))
			return false;
	return in.at == in.end;
}

static bool is_dots(struct packed in)
{
	uint64_t origin, seq;

	while (in.at != in.end)
		if (!unpack_number(&in, &origin) || !unpack_number(&in, &seq) || !origin ||
		    origin > ID_ORIGIN_MAX || seq > INT64_MAX)
			return false;
	return true;
}

static bool cell_read(struct packed *in, struct change *change)
{
	uint64_t column, length;

	if (!unpack_number(in, &column) || column < 1 || column > COLUMN_MOST ||
	    !unpack_number(in, &length) || !unpack_piece(in, length, &change->prev))
		return false;
	change->column = (int)column;
	change->value = *in;
	return is_dots(change->prev) && is_value(change->value);
}

static bool row_read(struct packed *in, enum op_kind kind, struct change *change)
{
	change->column = kind == OP_FACT ? CHANGE_FACT : CHANGE_CREATION;
	change->value = *in;
	return is_columns(change->value);
}

/* ---- an op --------------------------------------------------------------------------------------- */

static enum op_read control_read(struct ops_state *state, struct packed *in)
{
	uint64_t control;
	int64_t change;

	if (!unpack_number(in, &control))
		return OP_BROKEN;
	if (control >= CONTROL_OPTIONAL)
		return OP_STEPPED_OVER;
	if (control >= CONTROL_KINDS)
		return OP_NEWER;
	if (!unpack_signed(in, &change) || in->at != in->end)
		return OP_BROKEN;
	state->held[control] = sum(state->held[control], change);
	return OP_STEPPED_OVER;
}

static bool when_read(struct ops_state *state, struct packed *in)
{
	uint64_t when, count = 0, ms;

	if (!unpack_number(in, &when))
		return false;
	if (!when) {
		state->hlc = sum(state->hlc, 1);
		return true;
	}
	when--;
	if (when & 1 && (!unpack_number(in, &count) || !count || count >> HLC_COUNTER_BITS))
		return false;
	ms = when >> 2 ^ (when & 2 ? UINT64_MAX : 0);
	ms += (uint64_t)(state->hlc >> HLC_COUNTER_BITS);
	state->hlc = (int64_t)(ms << HLC_COUNTER_BITS | count);
	return true;
}

static bool is_sender(const struct ops_state *state)
{
	return state->held[CONTROL_ORIGIN] >= 1 && state->held[CONTROL_ORIGIN] <= ID_ORIGIN_MAX &&
	       state->held[CONTROL_RANK] >= INT32_MIN && state->held[CONTROL_RANK] <= INT32_MAX &&
	       state->seq >= 1;
}

static enum op_read op_read(struct ops_state *state, struct packed in, struct change *change)
{
	uint64_t head;
	int64_t row, seq;
	bool whole;

	if (!unpack_number(&in, &head) || head >> 2 > OPS_TABLE_MOST)
		return OP_BROKEN;
	if (head == OP_CONTROL)
		return control_read(state, &in);
	if (head >> 2 == 0 || (head & 3) == OP_CONTROL)
		return OP_BROKEN;
	if (!unpack_signed(&in, &row) || !unpack_signed(&in, &seq) || !when_read(state, &in))
		return OP_BROKEN;
	state->rows[head >> 2] = sum(state->rows[head >> 2], row);
	state->seq = sum(state->seq, seq);
	*change = (struct change){
		.dot = { (uint32_t)state->held[CONTROL_ORIGIN], state->seq },
		.hlc = state->hlc,
		.tx = state->held[CONTROL_TX],
		.rank = (int)state->held[CONTROL_RANK],
		.author = state->held[CONTROL_AUTHOR],
		.table = (int)(head >> 2),
		.row = state->rows[head >> 2],
	};
	whole = (head & 3) == OP_CELL ? cell_read(&in, change) : row_read(&in, head & 3, change);
	return whole && is_sender(state) ? OP_TAKEN : OP_BROKEN;
}

/* ---- all of them --------------------------------------------------------------------------------- */

static bool next_op(struct packed *in, struct packed *op)
{
	uint64_t length;

	return unpack_number(in, &length) && length && unpack_piece(in, length, op);
}

/* How many there can be at the most; false: cut off. */
static bool ops_count(struct packed in, size_t *count)
{
	struct packed op;

	for (*count = 0; in.at != in.end; ++*count)
		if (!next_op(&in, &op))
			return false;
	return true;
}

static bool unreadable(enum op_read read, size_t at, struct err *err)
{
	if (read == OP_NEWER)
		err_set(err, ERR_NEWER, "%s",
			_("Another terminal has a newer Samtale and sends what this one cannot read. Install "
			  "the "
			  "newer one here; nothing is lost."));
	else
		err_set(err, ERR_DAMAGED, "%s",
			_("A change from another terminal cannot be read. Nothing was taken from it: fetch "
			  "it "
			  "again."));
	return err_detail(err, "op at byte %zu", at);
}

bool ops_decode(const unsigned char *bytes, size_t size, struct arena *arena, struct change **changes,
		size_t *count, struct err *err)
{
	struct packed in = { bytes, bytes + size }, op;
	struct ops_state *state;
	size_t most;

	if (!ops_count(in, &most))
		return unreadable(OP_BROKEN, size, err);
	state = arena_alloc(arena, sizeof(*state));
	*changes = arena_array(arena, most, sizeof(**changes));
	*count = 0;
	while (next_op(&in, &op)) {
		enum op_read read = op_read(state, op, &(*changes)[*count]);

		if (read == OP_TAKEN)
			++*count;
		else if (read != OP_STEPPED_OVER)
			return unreadable(read, (size_t)(op.at - bytes), err);
	}
	return true;
}

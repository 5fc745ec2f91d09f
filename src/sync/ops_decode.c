#include "samtale/sync/ops.h"

#include "ops_state.h"
#include "samtale/base/tr.h"
#include "samtale/sync/bundle.h"

struct reading {
	struct ops_state state;
	struct str value; /* of the op being read */
	size_t values;	  /* bytes of all so far */
	struct arena *arena;
};

/* What is said by its place is longer in the op log: a byte can become twelve. */
#define VALUES_MOST (4 * (size_t)BUNDLE_PLAIN_LIMIT)

enum op_read { OP_TAKEN, OP_STEPPED_OVER, OP_NEWER, OP_BROKEN };

/* ---- what a change holds ----------------------------------------------------------------------- */

/* The value of each column of the mask, in the form of the op log. */
static bool values_read(struct reading *reading, struct packed *in, uint64_t mask, struct change *change)
{
	struct str *value = &reading->value;

	for (; mask; mask &= mask - 1)
		if (!value_hear(&reading->state, in, value))
			return false;
	reading->values += value->length;
	if (in->at != in->end || reading->values > VALUES_MOST)
		return false;
	change->value.at = arena_memdup(reading->arena, value->text, value->length);
	change->value.end = change->value.at + value->length;
	return true;
}

static bool cell_read(struct reading *reading, struct packed *in, struct change *change)
{
	uint64_t column, length;

	if (!unpack_number(in, &column) || column < 1 || column > OPS_COLUMN_MOST ||
	    !unpack_number(in, &length) || !unpack_piece(in, length, &change->prev) ||
	    !dots_are_whole(change->prev))
		return false;
	change->column = (int)column;
	return values_read(reading, in, 1, change);
}

static bool row_read(struct reading *reading, struct packed *in, enum op_kind kind, struct change *change)
{
	uint64_t mask;

	if (!unpack_number(in, &mask) || mask >> OPS_COLUMN_MOST)
		return false;
	change->column = kind == OP_FACT ? CHANGE_FACT : CHANGE_CREATION;
	pack_number(&reading->value, mask);
	return values_read(reading, in, mask, change);
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
	state->held[control] = number_sum(state->held[control], change);
	return OP_STEPPED_OVER;
}

static bool when_read(struct ops_state *state, struct packed *in)
{
	uint64_t when, count = 0, ms;

	if (!unpack_number(in, &when))
		return false;
	if (!when) {
		state->hlc = number_sum(state->hlc, 1);
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

static bool where_read(struct ops_state *state, struct packed *in, int table, int64_t *row)
{
	uint64_t said;
	int64_t difference;

	if (!unpack_number(in, &said))
		return false;
	if (said == ROW_NEXT) {
		*row = number_sum(state->row, 1);
	} else if (said == ROW_DIFFERENCE) {
		if (!unpack_signed(in, &difference))
			return false;
		*row = number_sum(state->rows[table], difference);
	} else {
		if (said - ROW_RECENT >= (uint64_t)state->recent_count)
			return false;
		*row = state->recent[said - ROW_RECENT];
	}
	row_say(state, table, *row);
	return true;
}

static bool is_sender(const struct ops_state *state)
{
	return state->held[CONTROL_ORIGIN] >= 1 && state->held[CONTROL_ORIGIN] <= ID_ORIGIN_MAX &&
	       state->held[CONTROL_RANK] >= INT32_MIN && state->held[CONTROL_RANK] <= INT32_MAX &&
	       state->seq >= 1;
}

static enum op_read op_read(struct reading *reading, struct packed in, struct change *change)
{
	struct ops_state *state = &reading->state;
	uint64_t head;
	int64_t row, seq;
	bool whole;

	if (!unpack_number(&in, &head) || head >> 2 > OPS_TABLE_MOST)
		return OP_BROKEN;
	if (head == OP_CONTROL)
		return control_read(state, &in);
	if (head >> 2 == 0 || (head & 3) == OP_CONTROL)
		return OP_BROKEN;
	if (!where_read(state, &in, (int)(head >> 2), &row) || !unpack_signed(&in, &seq) ||
	    !when_read(state, &in))
		return OP_BROKEN;
	state->seq = number_sum(state->seq, seq);
	*change = (struct change){
		.dot = { (uint32_t)state->held[CONTROL_ORIGIN], state->seq },
		.hlc = state->hlc,
		.tx = state->held[CONTROL_TX],
		.rank = (int)state->held[CONTROL_RANK],
		.author = state->held[CONTROL_AUTHOR],
		.table = (int)(head >> 2),
		.row = row,
	};
	str_clear(&reading->value);
	whole = (head & 3) == OP_CELL ? cell_read(reading, &in, change)
				      : row_read(reading, &in, head & 3, change);
	return whole && is_sender(state) ? OP_TAKEN : OP_BROKEN;
}

/* ---- all of them --------------------------------------------------------------------------------- */

static bool next_op(struct packed *in, struct packed *op)
{
	uint64_t length;

	return unpack_number(in, &length) && length && unpack_piece(in, length, op);
}

/* How many there can be at the most; false: cut off, or too many. */
static bool ops_count(struct packed in, size_t *count)
{
	struct packed op;

	for (*count = 0; in.at != in.end;) {
		if (!next_op(&in, &op) || *count > BUNDLE_OPS_LIMIT)
			return false;
		*count += *op.at != OP_CONTROL;
	}
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

static bool ops_read(struct reading *reading, const unsigned char *bytes, struct packed in,
		     struct change *changes, size_t *count, struct err *err)
{
	struct packed op;

	for (*count = 0; next_op(&in, &op);) {
		enum op_read read = op_read(reading, op, &changes[*count]);

		if (read == OP_TAKEN)
			++*count;
		else if (read != OP_STEPPED_OVER)
			return unreadable(read, (size_t)(op.at - bytes), err);
	}
	return true;
}

bool ops_decode(const unsigned char *bytes, size_t size, struct arena *arena, struct change **changes,
		size_t *count, struct err *err)
{
	struct packed in = { bytes, size ? bytes + size : bytes };
	struct reading *reading;
	size_t most;
	bool read;

	if (!ops_count(in, &most))
		return unreadable(OP_BROKEN, size, err);
	reading = arena_alloc(arena, sizeof(*reading));
	reading->arena = arena;
	str_init(&reading->value);
	*changes = arena_array(arena, most, sizeof(**changes));
	read = ops_read(reading, bytes, in, *changes, count, err);
	str_done(&reading->value);
	return read;
}

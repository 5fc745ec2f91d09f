/* ops_state.h - what the ops before said, the same on either side of the wire, and how an op is written (ops.h).
 *
 *	op      number length, then that many bytes: number table << 2 | kind, row, signed seq, when, body
 *	row     number: 0 the row after the op before's; 1 to 64 a recent number; 65 signed difference to the
 *	        row that the table had before
 *	seq     difference to the op before
 *	when    0: the hybrid clock's next count. Else number (zigzag of the milliseconds' difference << 1 |
 *	        has a count) + 1, and the count when it has one
 *	body 0  a fact: number mask, then the value of each column
 *	     1  a creation: the same
 *	     2  a cell: number column, number length, that many bytes of dots, value
 *	control number 3 (kind 3, table 0), number sub-code, signed difference to what holds
 *	value   as in varint.h, or 05 and 32 bytes: a text of 64 hexadecimal digits | 06 the op's own milliseconds |
 *	        20 to 5f a recent number | 80 to ff a text of 0 to 127 bytes
 *
 * Recent are rows and large numbers, the latest said first: what a day's work is about is named again and again.
 * A control op of a sub-code from CONTROL_OPTIONAL on may be stepped over by a reader who does not know it. */
#ifndef SAMTALE_SRC_SYNC_OPS_STATE_H
#define SAMTALE_SRC_SYNC_OPS_STATE_H

#include "samtale/store/change.h"

enum op_kind { OP_FACT, OP_CREATION, OP_CELL, OP_CONTROL };

enum op_control {
	CONTROL_ORIGIN,
	CONTROL_TX,
	CONTROL_AUTHOR,
	CONTROL_RANK,
	CONTROL_KINDS,
	CONTROL_OPTIONAL = 64
};

#define OPS_TABLE_MOST 1023
#define OPS_COLUMN_MOST 63 /* a mask of columns fits 63 bits */
#define OPS_RECENT_MOST 64
enum op_row { ROW_NEXT, ROW_RECENT, ROW_DIFFERENCE = ROW_RECENT + OPS_RECENT_MOST };

struct ops_state {
	int64_t held[CONTROL_KINDS];
	int64_t seq, hlc, row;
	int64_t rows[OPS_TABLE_MOST + 1];
	int64_t recent[OPS_RECENT_MOST];
	int recent_count;
};

/* Differences wrap around, so that any number follows any other. */
int64_t number_difference(int64_t to, int64_t from);
int64_t number_sum(int64_t from, int64_t difference);

int recent_find(const struct ops_state *state, int64_t number); /* -1: not among them */
void recent_say(struct ops_state *state, int64_t number);

/* A cell's dots: (number origin, number seq)*. */
bool dots_are_whole(struct packed dots);

/* The op's row is said, and its time known. */
void row_say(struct ops_state *state, int table, int64_t row);

/* A value of the op log to the wire and back; either appends. */
NODISCARD bool value_say(struct ops_state *state, struct packed *in, struct str *out);
NODISCARD bool value_hear(struct ops_state *state, struct packed *in, struct str *out);

#endif

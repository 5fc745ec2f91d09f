/* ops_state.h - what the op before said, the same on either side of the wire (ops.h).
 *
 *	op      number length, then that many bytes:
 *	        number table << 2 | kind, signed row, signed seq, when, body
 *	row     difference to the op before of the same table; seq difference to the op before
 *	when    0: the hybrid clock's next count. Else number (zigzag of the milliseconds' difference << 1 |
 *	        has a count) + 1, and the count when it has one
 *	body 0  a fact: number mask, then the value of each column
 *	     1  a creation: the same
 *	     2  a cell: number column, number length, that many bytes of dots, value
 *	control number 3 (kind 3, table 0), number sub-code, signed difference to what holds
 *
 * A control op of a sub-code from CONTROL_OPTIONAL on may be stepped over by a reader
 * who does not know it. */
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

struct ops_state {
	int64_t held[CONTROL_KINDS];
	int64_t seq, hlc;
	int64_t rows[OPS_TABLE_MOST + 1];
};

#endif

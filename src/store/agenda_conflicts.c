/* agenda_conflicts.c - what two have written differently, on Today of those it concerns. */
#include "agenda_rows.h"

#include "samtale/store/conflicts.h"

#define DAY_MS INT64_C(86400000)

static struct date newest_of(const struct conflict *conflict)
{
	int64_t newest = 0;

	for (size_t i = 0; i < conflict->count; i++)
		if (conflict->sides[i].at > newest)
			newest = conflict->sides[i].at;
	return (struct date){ (int32_t)(newest / DAY_MS) };
}

bool agenda_conflicts_gather(struct gathering *gathering, struct err *err)
{
	struct agenda *agenda = gathering->agenda;
	struct conflict_list list;

	if (!store_conflicts(gathering->store, gathering->caseworker, 0, gathering->arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		agenda->rows = arena_grow(gathering->arena, agenda->rows, agenda->count, sizeof(*agenda->rows));
		agenda->rows[agenda->count++] = (struct agenda_row){
			.section = AGENDA_CHOICES, .kind = AGENDA_CONFLICT, .citizen = list.rows[i].citizen,
			.ref = list.rows[i].row, .date = newest_of(&list.rows[i]), .minute = (int)i,
			.name = list.rows[i].who, .what = list.rows[i].what, .form = "", .names = { "", "" },
			.benefit_weeks = -1, .why = "", .conflict = &list.rows[i],
		};
	}
	return true;
}

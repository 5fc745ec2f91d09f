/* activities.h - what citizens take part in: registering, stages, attendance. An activity is an enrolment; what an
 * import brings is read like what was registered here. Each writing call keeps the enrolment's dates in step with the
 * stages in one transaction. */
#ifndef SAMTALE_STORE_ACTIVITIES_H
#define SAMTALE_STORE_ACTIVITIES_H

#include "samtale/domain/activity.h"
#include "samtale/domain/agenda.h"
#include "samtale/store/store.h"

/* A citizen's, those that run first, then newest first. */
NODISCARD bool store_activities(struct store *store, int64_t citizen, const struct activity_kinds *kinds,
				struct arena *arena, struct activity **activities, size_t *count, struct err *err);
/* ERR_MISSING when there is none. */
NODISCARD bool store_activity(struct store *store, int64_t id, const struct activity_kinds *kinds,
			      struct arena *arena, struct activity *activity, struct err *err);

/* A new enrolment in the kind's effort, which is made when it is not there; the first stage is recorded, and of a
 * planned kind the start too. Fills entry->id. Lengths are the caller's to check (domain/activity.h). */
NODISCARD bool store_activity_register(struct store *store, struct activity_entry *entry, struct err *err);
/* Another last day, with the reason why. */
NODISCARD bool store_activity_extend(struct store *store, int64_t id, struct date end, const char *reason,
				     struct err *err);
/* The stage was reached that day; completing and being hired end the enrolment, being hired or in education is an
 * outcome too. */
NODISCARD bool store_activity_stage(struct store *store, const struct activity *activity,
				    const struct activity_stage *stage, struct date date, struct err *err);
/* Ended without being completed; one that had not begun has never begun. */
NODISCARD bool store_activity_drop(struct store *store, int64_t id, struct date date, const char *reason,
				   struct err *err);

/* Who is waited for that day: the coordinator's citizens (0: everybody's), by name. */
NODISCARD bool store_attendance(struct store *store, int64_t coordinator, struct date day,
				const struct activity_kinds *kinds, struct arena *arena,
				struct attendance_list *list, struct err *err);
/* Fact; fills id. A day recorded again: the latest counts. */
NODISCARD bool store_attendance_add(struct store *store, struct attendance *attendance, struct err *err);
/* An activity's recorded days from `from` on, the latest of each, by date. */
NODISCARD bool store_attendance_days(struct store *store, int64_t enrolment, struct date from, struct arena *arena,
				     struct attendance **days, size_t *count, struct err *err);

/* Companies to choose among, by name. */
NODISCARD bool store_activity_employers(struct store *store, struct arena *arena,
					struct activity_employer **employers, size_t *count, struct err *err);

/* The kind of an effort by its code: its own, else that of its type, counted under the effort's code. ERR_MISSING:
 * neither is known. */
NODISCARD bool store_activity_kind(struct store *store, const struct activity_kinds *kinds, const char *code,
				   struct arena *arena, struct activity_kind *kind, struct err *err);
/* How many of an effort have reached each of the kind's stages: counts has kind->stage_count places. */
NODISCARD bool store_activity_counts(struct store *store, const struct activity_kind *kind, struct arena *arena,
				     int64_t *counts, struct err *err);

/* Adds to the day: clocks that run out, activities that end. Rows stay in the agenda's order. */
NODISCARD bool store_agenda_activities(struct store *store, int64_t caseworker, struct date today,
				       const struct activity_kinds *kinds, const struct rules *rules,
				       struct arena *arena, struct agenda *agenda, struct err *err);

#endif

/* command_activity.h - samtale activity ...: kinds, counts, list, register, attend; and the desk they all work at. */
#ifndef SAMTALE_APP_COMMAND_ACTIVITY_H
#define SAMTALE_APP_COMMAND_ACTIVITY_H

#include "app/clock.h"
#include "app/command.h"
#include "samtale/domain/activity.h"
#include "samtale/store/store.h"

struct activity_desk {
	const struct common_options *common;
	struct arena arena;
	struct activity_kinds kinds;
	struct rules rules;
	struct store *store; /* NULL: not opened */
};

/* Kinds and rules; with store the database too, with write to be written in. Closed with activity_desk_close(), also
 * after a failure. */
NODISCARD bool activity_desk_open(struct activity_desk *desk, const struct common_options *common, bool store,
				  bool write, struct err *err);
/* Returns the exit status; what went wrong is told. */
int activity_desk_close(struct activity_desk *desk, bool ok, const struct err *err);
/* Who writes, and when. */
NODISCARD bool activity_desk_stamp(struct activity_desk *desk, const struct clock *clock, struct err *err);
NODISCARD bool activity_desk_citizen(struct activity_desk *desk, const char *number, int64_t *citizen,
				     struct err *err);
NODISCARD bool activity_desk_kind(struct activity_desk *desk, const char *code, const struct activity_kind **kind,
				  struct err *err);

int command_activity_kinds(const struct common_options *common, int argc, char **argv);
int command_activity_counts(const struct common_options *common, int argc, char **argv);
int command_activity_list(const struct common_options *common, int argc, char **argv);
int command_activity_register(const struct common_options *common, int argc, char **argv);
int command_activity_attend(const struct common_options *common, int argc, char **argv);

#endif

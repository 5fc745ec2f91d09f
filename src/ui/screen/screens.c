/* screens.c - the table of all screens; a file each beside this one. */
#include "ui/screen/screens.h"

const struct screen_kind *const screen_kinds[SCREENS] = {
	[SCREEN_LOCK] = &screen_lock,
	[SCREEN_TODAY] = &screen_today,
	[SCREEN_CASELOAD] = &screen_caseload,
	[SCREEN_CITIZEN] = &screen_citizen,
	[SCREEN_HISTORY] = &screen_history,
	[SCREEN_RECORD] = &screen_record,
	[SCREEN_PROGRESS] = &screen_progress,
	[SCREEN_CHECK] = &screen_check,
	[SCREEN_NO_SHOW] = &screen_no_show,
	[SCREEN_NOTIFICATION] = &screen_notification,
	[SCREEN_NOTIFICATIONS] = &screen_notifications,
	[SCREEN_ANSWER] = &screen_answer,
	[SCREEN_GUIDANCE] = &screen_guidance,
	[SCREEN_CASE] = &screen_sanction_case,
	[SCREEN_CASE_ACT] = &screen_case_act,
	[SCREEN_BOOKING] = &screen_booking,
	[SCREEN_NOTE] = &screen_note,
	[SCREEN_CONVERSATION] = &screen_conversation,
	[SCREEN_CORRECTION] = &screen_correction,
	[SCREEN_CLOSING] = &screen_closing,
	[SCREEN_HELP] = &screen_help,
	[SCREEN_PALETTE] = &screen_palette,
	[SCREEN_CHOOSER] = &screen_chooser,
};

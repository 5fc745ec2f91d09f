#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/document.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"

/* The ten digits, or what was typed where there are none: cleaned, as it goes to a terminal. */
static const char *number_shown(struct arena *arena, const struct cpr *cpr, const char *typed)
{
	return cpr->number[0] ? arena_strdup(arena, cpr->number) :
				utf8_clean(arena, typed, strlen(typed), false);
}

static json_t *cpr_object(struct arena *arena, const struct cpr *cpr, const char *typed)
{
	char born[DATE_ISO_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s?, s:b}", "number", number_shown(arena, cpr, typed), "status",
			 cpr_status_name(cpr->status), "reason", cpr_reason_code(cpr->reason), "birth_date",
			 date_is_set(cpr->birth_date) ? date_iso(cpr->birth_date, born) : NULL, "replacement",
			 cpr->replacement);
}

static void print_line(struct arena *arena, const struct cpr *cpr, const char *typed)
{
	char born[DATE_ISO_SIZE];

	printf("%-11s  %-7s  %-10s  %s", number_shown(arena, cpr, typed), cpr_status_name(cpr->status),
	       date_iso(cpr->birth_date, born), cpr_reason_text(cpr->reason));
	puts(cpr->replacement ? _(" Replacement number: it is never exported.") : "");
}

int command_cpr(const struct common_options *common, int argc, char **argv)
{
	json_t *list = common->json ? json_array() : NULL;
	struct arena arena;
	int status = command_words(&argc, argv, 2, -1);

	if (!status && !str_equal(argv[1], "check"))
		status = command_misuse(command_find("cpr"),
					_("Numbers can be checked: write \"cpr check\" first."));
	arena_init(&arena);
	for (int i = 2; i < argc && status < 2; i++) {
		struct cpr cpr = cpr_check(argv[i]);

		if (cpr.status == CPR_REFUSED)
			status = 1;
		if (list)
			json_array_append_new(list, cpr_object(&arena, &cpr, argv[i]));
		else
			print_line(&arena, &cpr, argv[i]);
	}
	if (list && status < 2)
		document_print(list);
	else
		json_decref(list);
	arena_done(&arena);
	return status;
}

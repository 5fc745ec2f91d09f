#include <stddef.h>

#include "app/command.h"

static const char check_help[] = N_("Looks for keys the program does not know, values that cannot be read, "
				    "rows that overlap, days without a row "
				    "and keys without a row today, in the rows that come with the program "
				    "and those of rules_dir; or of each FILE "
				    "laid over the program's own. Exit status 1 when something is found. "
				    "Values known to be unknown are told as "
				    "remarks.\n"
				    "\n"
				    "  --on DATE   the day that counts as today\n"
				    "\n"
				    "With --json: rows, findings and remarks, each with file, line, kind "
				    "(key, value, overlap, gap, ended, unknown, "
				    "unreadable), key and text.");

static const char show_help[] =
	N_("Tells which row of the rule KEY is in force on the day, why just that, where it stands, and how "
	   "sure it is. "
	   "Refused with the rule named when there is no row or its value is not known.\n"
	   "\n"
	   "  --on DATE        the day; today unless told\n"
	   "  --group NUMBER   the target group, 1 to 13, where the rule differs between groups\n"
	   "\n"
	   "With --json: key, value, from, to, target_groups, source, confidence, file, line, why, and "
	   "others (rows that do "
	   "not count, with the reason).");

const struct command rules_commands[] = {
	{ "rules check", command_rules_check, "rules check [FILE...] [--on DATE]",
	  N_("Look for faults in the law's rows"), check_help, NULL },
	{ "rules show", command_rules_show, "rules show KEY [--on DATE] [--group NUMBER]",
	  N_("Tell which row of a rule counts on a day, and why"), show_help, NULL },
	{ NULL },
};

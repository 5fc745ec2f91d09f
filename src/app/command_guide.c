#include <stddef.h>

#include "app/command.h"

static const char import_help[] = N_(
	"Makes a guide of a form: an ODK XForm (.xml) or an XLSForm (.xlsx, or .csv with choices.csv and "
	"settings.csv beside it). Its texts in Danish and English go into the guide of that language; "
	"where it has none, those of its own language do. What cannot be asked as the form asks it is "
	"refused with its line; what is left out is told. The same form again changes nothing, a changed "
	"one becomes the next version.\n"
	"\n"
	"  --out FOLDER   where guides are; else that of the configuration\n"
	"  --id NAME      what the guide is called; else the form's own id\n"
	"  --dry-run      tell what would happen, and write nothing\n"
	"\n"
	"With --json: guide, title, version, state (new, changed, unchanged), dry_run, steps, questions, "
	"files, languages (of da and en the form's language, \"\" it names none) and notices (what is "
	"left out).");

static const char list_help[] = N_(
	"With --json: guides, a list with id, version, title, target_groups, resets_contact_clock, steps "
	"and questions; or with id and error where a guide cannot be used. Exit status 1 then.");

static const char check_help[] = N_(
	"Tells with file and line what is wrong with a guide and what could be better: what the loader "
	"refuses; questions that can never be asked; required questions that accept no answer; nothing "
	"that becomes the next step or the next date; texts too wide for a screen of 80x24; files of the "
	"two languages that ask something else, or leave a text out; a LIX over 45; more than 20 keys for "
	"the shortest conversation; lists that are not used. Without a word all guides are checked; a "
	"guide's name stands for its files in both languages. Exit status 1 when there is an error; a "
	"warning is no error.\n"
	"\n"
	"  --now DATE   the day the guide's dates are tried on, as 2026-11-23\n"
	"\n"
	"With --json: errors, warnings (counts) and files: file, lix, keys, errors, warnings and "
	"findings: grade (error, warning), check (refused, unreachable, no_way_out, no_closing, too_wide, "
	"languages_differ, missing_text, lix, keys, unused_list), file, line, question (\"\" none) and "
	"text.");

static const char diff_help[] = N_(
	"Tells in words what changed from A to B, each a guide or a file: questions that came, went, "
	"moved or were renamed, and what changed in wording, choices, conditions, requirements and what "
	"answers become. Exit status 0 when they ask the same, 1 when they differ.\n"
	"\n"
	"With --json: before, after (the files) and differences: kind (added, removed, renamed, moved, "
	"changed), section (question, step ...), name, option (what changed; \"\" the whole), before, "
	"after (values), line_before, line_after (0 not there) and text.");

static const char run_help[] = N_(
	"Plays answers through a guide without a screen, each as soon as its question is asked, and "
	"prints what became of every question. Exit status 0: the conversation could be closed; 1: an "
	"answer is missing or cannot be used.\n"
	"\n"
	"  --answers FILE   the answers, as JSON; none without it\n"
	"  --now DATE       what today() is, as 2026-11-23\n"
	"  --group NUMBER   the citizen's target group; else the first that the guide is for\n"
	"  --age NUMBER     the citizen's age; not known without it\n"
	"  --children N     the number of the citizen's children; none without it\n"
	"\n"
	"FILE is an object from question names to answers: {\"JS01\": \"text\", \"JS04\": 3, \"JS07\": "
	"[\"opslag\", \"messe\"], \"JS17\": \"2026-12-07\", \"FS05\": {\"state\": \"declined\"}}. The "
	"states are given (with a value), asked, declined, unknown and parked; null is as if it were not "
	"there. A list of such objects is played one after the other, as sittings. In a repeat the name "
	"is the path: child[2]/age.\n"
	"\n"
	"With --json: guide, version, title, today, citizen (target_group, age, children), complete, "
	"relevant and answered (counts of questions), missing and invalid (counts), export (name and "
	"value of what would be kept, in order), questions, unused_answers (names of answers whose "
	"question was not asked), feeds (kind, question, code, label, value, text) and summary. Each of "
	"questions, in the guide's order: name, type, step, label, relevant, required, state (none, "
	"given, asked, declined, unknown, parked), value (as it was given; kept when the question is no "
	"longer relevant), text (the value as people read it), exported (the value that counts, else "
	"\"\"), missing, error (why the answer cannot stand, or that it is missing; null it can), "
	"constraint_message (null none) and, where there are any, choices (the names offered now).");

static const char preview_help[] =
	N_("Walks through a guide on sample answers, chosen so that as many questions as possible are asked, "
	   "and "
	   "prints the console's screen at each question and at the closing. It is the console itself, on a "
	   "database "
	   "of its own with one invented citizen; nothing of yours is touched.\n"
	   "\n"
	   "  --size COLSxROWS   the screen, 80x24 unless told\n"
	   "  --now DATE         the day it is, as 2026-11-23\n"
	   "  --group NUMBER     the citizen's target group; else the first that the guide is for\n"
	   "\n"
	   "With --json: guide, version, keys (pressed in all, those typed into fields left out), text_keys, "
	   "and "
	   "screens: question (\"\" is the closing), keys (what was pressed then, as in samtale-keys(5)) and "
	   "screen (a "
	   "list of lines).");

const struct command guide_commands[] = {
	{ "guide import", command_guide_import, "guide import FORM [--out FOLDER] [--id NAME] [--dry-run]",
	  N_("Make a guide of an XForm or XLSForm"), import_help, NULL },
	{ "guide list", command_guide_list, "guide list", N_("List the guides there are"), list_help, NULL },
	{ "guide check", command_guide_check, "guide check [GUIDE...] [--now DATE]",
	  N_("Check guides before they are used"), check_help, NULL },
	{ "guide diff", command_guide_diff, "guide diff A B",
	  N_("Tell in words what changed between two guides"), diff_help, NULL },
	{ "guide preview", command_guide_preview,
	  "guide preview GUIDE [--size COLSxROWS] [--now DATE] [--group NUMBER]",
	  N_("Show a guide's screens, walking on sample answers"), preview_help, NULL },
	{ "guide run", command_guide_run,
	  "guide run GUIDE [--answers FILE] [--now DATE] [--group NUMBER] [--age NUMBER] "
	  "[--children N]",
	  N_("Play answers through a guide and tell what becomes of them"), run_help, NULL },
	{ NULL },
};

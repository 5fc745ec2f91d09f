#include <stddef.h>

#include "app/command.h"

const char command_common_help[] = N_(
	"  --db FILE       the database; else that of the configuration\n"
	"  --config FILE   read this configuration and no other\n"
	"  --lang da|en    the language of screens and messages\n"
	"  --user INIT     the caseworker's initials\n"
	"  --json          print data as one JSON document\n"
	"  --help          tell about the command\n"
	"  --version       tell which Samtale this is");

static const char console_help[] = N_(
	"The console fills the terminal and is worked with the keyboard alone. F1 tells which keys there "
	"are. Everything you see as saved is on this machine's disk; there is no key for saving.");

static const char demo_help[] = N_(
	"Invented citizens, with dates around today, in a database that is gone when you leave. "
	"Nothing of yours is touched.\n"
	"\n"
	"  --db FILE      keep the invented database in this new file\n"
	"  --no-console   make the database and leave; with --db only\n"
	"  --no-past      the caseload alone: no conversation has been held yet\n"
	"  --now MOMENT   put the dates around 2026-11-23T09:00 instead of around now");

static const char import_help[] = N_(
	"Takes in a caseload as other systems export it: sagsbehandlere.csv, borgere.csv, ydelser.csv, "
	"indsatser.csv, forloeb.csv, resultater.csv, virksomheder.csv, stillinger.csv and aftaler.csv in FOLDER, "
	"or those of them that are there. A row that cannot be used is told with file, line, column, value and "
	"reason, and the rest goes in; exit status 1 then. The same files again change nothing.\n"
	"\n"
	"  --dry-run   tell what would happen, and write nothing\n"
	"  --elsewhere take in those who are with another team too: both teams are told\n"
	"  --list      the imports there have been\n"
	"  --undo ID   take an import back; what somebody has worked with since stays\n"
	"\n"
	"Files are UTF-8 or Windows-1252, parted by ; , or tab, with the column names in the first line. Dates are "
	"written as 2026-11-23 or 23-11-2026.\n"
	"\n"
	"With --json: dry_run, import (0 when nothing changed), errors, warnings, files (file, state, rows, created, "
	"updated, unchanged, errors, elsewhere, doubtful_cpr) and findings (kind, file, line, column, value, reason). With "
	"--list: imports (import, at, source, created, updated, undone). With --undo: import, removed, restored, "
	"kept.");

static const char replay_help[] = N_(
	"Feeds the keys of KEYFILE (- is standard input) to the console's own core, with the clock standing "
	"still, and prints the last screen as text. What the keys do is done in the database. "
	"samtale-keys(5) tells how keys are written.\n"
	"\n"
	"  --now MOMENT       the clock, as 2026-11-23T09:00; only <Wait> moves it\n"
	"  --size COLSxROWS   the screen, 80x24 unless told\n"
	"  --trace            a screen after each key\n"
	"  --styles           the screen's roles under its text, a letter a cell\n"
	"  --count            end with the number of keys, those typed into fields left out\n"
	"\n"
	"With --json: keys, text_keys, screen (a list of lines), and styles with --styles.");

static const char guide_help[] = N_(
	"GUIDE is the name of a guide, as guide list tells it, or the path of a file that ends in .conf. "
	"samtale-guide(5) tells how a guide is written.");

static const char rules_help[] = N_(
	"The law is rows of text: a key, the target groups, the days it holds for, the value, the source and how sure "
	"it is. The rows come with the program; the files of rules_dir in samtale.conf(5) add to them and replace "
	"them.");

static const char hub_help[] = N_(
	"Terminals exchange their work at a hub: a folder on a share or a USB stick, or a PostgreSQL database. The "
	"administrator's terminal sets it up, invites the others by a code that is typed once, and shuts out a "
	"terminal that is lost. The hub relays what it cannot read.");

static const char sync_help[] = N_(
	"Fetches what the other terminals have written, sends what was written here, and exchanges receipts. "
	"Stopped anywhere, also by a power cut, the next sync goes on. One stream that is not as it must be does not "
	"stop the others.\n"
	"\n"
	"  --dry-run         tell what would go and come, and write nothing\n"
	"  --hub WHERE       the hub; else that of the configuration\n"
	"  --log FILE        note the run there; else in $XDG_STATE_HOME/samtale/sync.log\n"
	"  --progress json   a JSON object a line: step, done, of; the last one holds the report\n"
	"  --now MOMENT      what the clock says, as 2026-11-23T09:00\n"
	"\n"
	"Exit status 0: all went. 1: it went, and something needs a person. 3: the hub or the database could not be "
	"used, or another sync is running.\n"
	"\n"
	"With --json: dry_run, sent_ops, sent_bundles, sent_bytes, taken_ops, taken_bundles, receipts, "
	"conflicts_before, conflicts, held, parked, snapshots, purged_citizens, waiting, restored, troubles (code, "
	"unit, origin, bundle, terminal, text) and error.");

static const char verify_help[] = N_(
	"Reads the whole database and tells whether it is whole: SQLite's own check, every row against the "
	"log of changes, references, the rules that always hold, and the search index. Exit status 1 when "
	"something is found.\n"
	"\n"
	"With --json: database, rows, ops, checks, digest (what it holds: the same on two terminals of the same units that "
	"have exchanged everything), two_seats (citizens whom another team has too), and findings with what, table, row and text.");

static const char cpr_help[] = N_(
	"Tells of each number whether it is valid, deserves a second look (warning) or is refused, with the "
	"birth date. A number without a fitting check digit can be right: such are issued since 2007. Exit "
	"status 1 when a number is refused.\n"
	"\n"
	"With --json: a list with number, status, reason (none, check_digit, check_digit_new_year, format, "
	"date, zero), birth_date (null when refused) and replacement.");

static const char calendar_help[] = N_(
	"The year's public holidays, and the closed days that are no holidays but move a deadline: 5 June, "
	"24 and 31 December.\n"
	"\n"
	"With --json: a list with date, name and kind (holiday, closed).");

static const char deadline_help[] = N_(
	"Tells when something sent reached the citizen, and the last day of the deadline that follows.\n"
	"\n"
	"  --from DATE       the day it was sent or began\n"
	"  --rule NAME       complaint, hearing, first_conversation, first_akasse, cv, reassess, youth_contact, "
	"sick_first,\n"
	"                    sick_fasttrack, youth_activity, integration_contract, integration_offer or "
	"sanction_limit\n"
	"  --channel NAME    digital (unless told), letter, qletter, oral or handed\n"
	"  --group NUMBER    the target group, 1 to 13, where the rule differs between groups\n"
	"  --explain         how it was counted, and the rule with its source\n"
	"\n"
	"With --json: received and due; with --explain also explanation, rule, value, source "
	"and delivery (rule, value, source and the days counted for the post; null when it is there the same day).");

static const char progress_help[] = N_(
	"Tells how the progress measure of a citizen goes: a trend for each track and side, the rounds, and when "
	"the next one is due. As on the screen, the numbers of a round are told when both sides have answered.\n"
	"\n"
	"  --digits       draw the trends with the digits 1 to 8, where block signs cannot be shown\n"
	"  --now DATE     which day it is, as 2026-11-23\n"
	"\n"
	"With --json: citizen (the CPR number, masked), due, waiting (a round waits for its other side), missing (the "
	"sides to ask next), rounds (opened, completed, and for citizen and caseworker: given, job, health, skills; "
	"null what is not there or not shown) and series (name, label, latest, values).");

static const char docs_help[] = N_(
	"Prints the part of the manual that the program's own tables know, for the build to put into "
	"samtale(1).");

const struct command commands[] = {
	{ "console", command_console, "console", N_("Open the console; so does samtale without a command"),
	  console_help },
	{ "demo", command_demo, "demo [--db FILE [--no-console]] [--no-past]",
	  N_("Open the console on invented citizens"), demo_help },
	{ "import", command_import, "import FOLDER [--dry-run] [--elsewhere] | --list | --undo ID",
	  N_("Take in a caseload from CSV files"), import_help },
	{ "replay", command_replay, "replay --now MOMENT [--size COLSxROWS] KEYFILE",
	  N_("Feed written keys to the console and print the screen"), replay_help },
	{ "cpr", command_cpr, "cpr check NUMBER...", N_("Check CPR numbers"), cpr_help },
	{ "calendar", command_calendar, "calendar YEAR", N_("List a year's holidays and closed days"), calendar_help },
	{ "deadline", command_deadline, "deadline --from DATE --rule NAME [--channel NAME] [--explain]",
	  N_("Compute a deadline and explain it"), deadline_help },
	{ "plan", NULL, "plan COMMAND", N_("Print a citizen's plan, and compare its versions"), NULL, plan_commands },
	{ "progress", command_progress, "progress CPR [--digits] [--now DATE]",
	  N_("Tell how a citizen's progress measure goes"), progress_help },
	{ "match", command_match,
	  "match --citizen CPR | --opening NUMBER | never [--excluded] [--shortlist] [--limit N]",
	  N_("Rank openings for a citizen, and citizens for an opening"), match_help },
	{ "employer", NULL, "employer COMMAND", N_("List and show employers"), NULL, employer_commands },
	{ "opening", NULL, "opening COMMAND", N_("List openings"), NULL, opening_commands },
	{ "guide", NULL, "guide COMMAND", N_("Write, try and check conversation guides"), guide_help, guide_commands },
	{ "rules", NULL, "rules COMMAND", N_("Check and explain the law's rows"), rules_help, rules_commands },
	{ "report", NULL, "report COMMAND", N_("Print the municipality's own figures"), report_help, report_commands },
	{ "contact", NULL, "contact COMMAND", N_("Tell who is to be seen, and who has many contact persons"), NULL,
	  contact_commands },
	{ "followup", NULL, "followup COMMAND", N_("Ask how it is going after an effort or in a job"), NULL,
	  followup_commands },
	{ "handover", NULL, "handover COMMAND", N_("Hand citizens over, and answer when one is offered"), NULL,
	  handover_commands },
	{ "sanction", NULL, "sanction COMMAND", N_("Take a sanction case through its steps, and compute what it costs"), NULL,
	  sanction_commands },
	{ "activity", NULL, "activity COMMAND", N_("Register what citizens take part in, and who came"), NULL,
	  activity_commands },
	{ "letter", NULL, "letter COMMAND", N_("Compose, show and print letters"), NULL, letter_commands },
	{ "hub", NULL, "hub COMMAND", N_("Set up the place where terminals meet, and say who belongs to it"), hub_help,
	  hub_commands },
	{ "sync", command_sync, "sync [--dry-run] [--hub WHERE] [--log FILE] [--progress json]",
	  N_("Exchange work with the other terminals"), sync_help, sync_commands },
	{ "verify", command_verify, "verify", N_("Tell whether the database is whole"), verify_help },
	{ "docs", command_docs, "docs commands|keys", N_("Print what the manual is made from"), docs_help },
	{ NULL },
};

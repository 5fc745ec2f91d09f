/* command.h - the commands of the samtale program: one row each, one function each.
 *
 * A command gets its own words (argv[0] is its name) and the options that every command understands, already
 * taken out: --db FILE, --config FILE, --lang da|en, --json, --help. It returns the exit status: 0 ok, 1
 * found something wrong, 2 misuse, 3 environment. Data goes to standard output, sentences about it to
 * standard error; with --json one JSON document on standard output. */
#ifndef SAMTALE_APP_COMMAND_H
#define SAMTALE_APP_COMMAND_H

#include <stdbool.h>

#include "app/clock.h"
#include "samtale/base/err.h"
#include "samtale/base/tr.h"

struct common_options {
	/* never NULL once parsed: --db, else the configuration's, else $XDG_DATA_HOME/samtale/samtale.db */
	const char *database;
	const char *guide_dir, *rules_dir, *letter_dir; /* the municipality's own; NULL none */
	const char *groff;   /* the program's path; NULL the usual one */
	const char *config;  /* --config; NULL not given */
	const char *hub;     /* where terminals meet, from the configuration; "" none (hub_place.h) */
	const char *sync_log; /* where samtale sync notes its runs; "" nowhere */
	const char *contact; /* how to reach the municipality, for letters; "" none */
	bool json;
	enum language language;
	const char *caseworker;   /* --user, else the configuration's; "" none */
	const char *municipality; /* its name; "" none */
	bool language_given;      /* by --lang: then no remembered choice goes before it */
	bool database_given;      /* by --db */
	bool caseworker_given;    /* by --user */
};

struct command {
	const char *name;
	int (*run)(const struct common_options *common, int argc, char **argv);
	const char *usage;   /* "cpr check NUMBER..." */
	const char *summary; /* msgid, one line */
	/* msgid, for --help and the man page: paragraphs parted by an empty line; options a line each,
	 * "  --undo ID   what it does", parted from what they do by two blanks or more, lines that go on
	 * indented further. NULL none. */
	const char *help;
	/* The commands it is the family of, ending with name NULL; their names are whole: "guide run". Then run is
	 * what the family's name does alone or with options ("sync"), or NULL: a part must be named. NULL none. */
	const struct command *parts;
};

extern const struct command commands[];       /* ends with name NULL */
extern const struct command guide_commands[];    /* samtale guide ...; the same */
extern const struct command plan_commands[];     /* samtale plan ... */
extern const struct command employer_commands[]; /* samtale employer ... */
extern const struct command opening_commands[];  /* samtale opening ... */
extern const char match_help[];
extern const struct command rules_commands[];    /* samtale rules ... */
extern const struct command report_commands[];   /* samtale report ... */
extern const char report_help[];
extern const struct command contact_commands[];  /* samtale contact ... */
extern const struct command followup_commands[]; /* samtale followup ... */
extern const struct command handover_commands[]; /* samtale handover ... */
extern const struct command letter_commands[];   /* samtale letter ... */
extern const struct command sanction_commands[]; /* samtale sanction ... */
extern const struct command activity_commands[]; /* samtale activity ... */
extern const char hub_init_help[];
extern const char hub_enrol_help[];
extern const char hub_revoke_help[];
extern const char hub_move_help[];
extern const char hub_rotate_help[];
extern const char hub_paper_help[];
extern const char hub_take_over_help[];
extern const char hub_purge_help[];
extern const char hub_prune_help[];
extern const char hub_status_help[];
extern const char hub_worker_help[];
extern const struct command hub_commands[];      /* samtale hub ... */
extern const char simulate_help[];
extern const struct command sync_commands[];     /* samtale sync ... */
/* By the whole name, "verify" or "guide run"; NULL when there is none. */
const struct command *command_find(const char *name);
/* The lines of help that tell of the options every command understands; msgid. */
extern const char command_common_help[];

/* Prints "samtale: TEXT" to standard error and returns the exit status of err->code. */
int command_fail(const struct err *err);
/* Prints what was wrong with the words and how the command is used; returns 2. */
int command_misuse(const struct command *command, const char *what);
/* What is left after a command took its options: no option at all, and `least` to `most` words after the name
 * (most -1: any number). A lone "--" is taken out of argv. 0 when that is so, else the wrong word is named,
 * with the nearest right one, and 2 is returned. */
int command_words(int *argc, char **argv, int least, int most);
/* Runs argv[0], or the console when there are no words; returns the exit status. A command of a family gets its
 * whole name as argv[0]. */
int command_run(const struct common_options *common, bool help, int argc, char **argv);

/* Takes "--name" / "--name VALUE" / "--name=VALUE" out of argv; false when it is not there. value NULL: a
 * switch. misuse when its value is missing is reported by returning true with *value NULL. */
bool command_option(int *argc, char **argv, const char *name, const char **value);
/* Takes "--now MOMENT" out of argv: the clock that the command goes by, else the machine's own. 0, or the status of the
 * misuse that has been told. */
int command_clock(const char *command, int *argc, char **argv, struct clock *clock);

int command_console(const struct common_options *common, int argc, char **argv);
int command_demo(const struct common_options *common, int argc, char **argv);
int command_import(const struct common_options *common, int argc, char **argv);
int command_replay(const struct common_options *common, int argc, char **argv);
int command_cpr(const struct common_options *common, int argc, char **argv);
int command_calendar(const struct common_options *common, int argc, char **argv);
int command_deadline(const struct common_options *common, int argc, char **argv);
int command_plan_compare(const struct common_options *common, int argc, char **argv);
int command_plan_show(const struct common_options *common, int argc, char **argv);
int command_plan_versions(const struct common_options *common, int argc, char **argv);
int command_progress(const struct common_options *common, int argc, char **argv);
int command_docs(const struct common_options *common, int argc, char **argv);
int command_guide_import(const struct common_options *common, int argc, char **argv);
int command_guide_check(const struct common_options *common, int argc, char **argv);
int command_guide_diff(const struct common_options *common, int argc, char **argv);
int command_guide_list(const struct common_options *common, int argc, char **argv);
int command_guide_preview(const struct common_options *common, int argc, char **argv);
int command_guide_run(const struct common_options *common, int argc, char **argv);
int command_report_caseload(const struct common_options *common, int argc, char **argv);
int command_report_effect(const struct common_options *common, int argc, char **argv);
int command_report_population(const struct common_options *common, int argc, char **argv);
int command_report_refund(const struct common_options *common, int argc, char **argv);
int command_report_registers(const struct common_options *common, int argc, char **argv);
int command_rules_check(const struct common_options *common, int argc, char **argv);
int command_rules_show(const struct common_options *common, int argc, char **argv);
int command_contact_due(const struct common_options *common, int argc, char **argv);
int command_contact_persons(const struct common_options *common, int argc, char **argv);
int command_followup_due(const struct common_options *common, int argc, char **argv);
int command_followup_add(const struct common_options *common, int argc, char **argv);
int command_handover_list(const struct common_options *common, int argc, char **argv);
int command_handover_offer(const struct common_options *common, int argc, char **argv);
int command_handover_accept(const struct common_options *common, int argc, char **argv);
int command_handover_decline(const struct common_options *common, int argc, char **argv);
int command_handover_ask(const struct common_options *common, int argc, char **argv);
int command_handover_withdraw(const struct common_options *common, int argc, char **argv);
int command_sanction_do(const struct common_options *common, int argc, char **argv);
int command_sanction_open(const struct common_options *common, int argc, char **argv);
int command_sanction_payments(const struct common_options *common, int argc, char **argv);
int command_sanction_show(const struct common_options *common, int argc, char **argv);
int command_sanction_amount(const struct common_options *common, int argc, char **argv);
int command_employer_list(const struct common_options *common, int argc, char **argv);
int command_employer_show(const struct common_options *common, int argc, char **argv);
int command_match(const struct common_options *common, int argc, char **argv);
int command_opening_list(const struct common_options *common, int argc, char **argv);
int command_letter_kinds(const struct common_options *common, int argc, char **argv);
int command_letter_check(const struct common_options *common, int argc, char **argv);
int command_letter_list(const struct common_options *common, int argc, char **argv);
int command_letter_compose(const struct common_options *common, int argc, char **argv);
int command_letter_show(const struct common_options *common, int argc, char **argv);
int command_letter_print(const struct common_options *common, int argc, char **argv);
int command_letter_bundle(const struct common_options *common, int argc, char **argv);
int command_hub_enrol(const struct common_options *common, int argc, char **argv);
int command_hub_init(const struct common_options *common, int argc, char **argv);
int command_hub_move(const struct common_options *common, int argc, char **argv);
int command_hub_revoke(const struct common_options *common, int argc, char **argv);
int command_hub_rotate(const struct common_options *common, int argc, char **argv);
int command_hub_paper(const struct common_options *common, int argc, char **argv);
int command_hub_take_over(const struct common_options *common, int argc, char **argv);
int command_hub_purge(const struct common_options *common, int argc, char **argv);
int command_hub_prune(const struct common_options *common, int argc, char **argv);
int command_hub_worker(const struct common_options *common, int argc, char **argv);
int command_hub_status(const struct common_options *common, int argc, char **argv);
int command_sync(const struct common_options *common, int argc, char **argv);
int command_sync_enrol(const struct common_options *common, int argc, char **argv);
int command_sync_simulate(const struct common_options *common, int argc, char **argv);
int command_sync_recover(const struct common_options *common, int argc, char **argv);
int command_verify(const struct common_options *common, int argc, char **argv);

#endif

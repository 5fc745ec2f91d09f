/* A caseload's files on their way into a real database: what goes in, what is told, and how it is taken back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/exchange/import_caseload.h"
#include "samtale/store/streams.h"
#include "store/database.h"
#include "store_fixture.h"

#define FILES_MOST 10
#define CASEWORKERS "initialer;navn;team\nmeho;Mette Holm;JOB\n"
#define CITIZEN_HEAD                                                                                         \
	"cpr;fornavne;efternavn;adresse;postnr;by;telefon;email;beskyttet;sprog;tolk;maalgruppe;ydelse;"     \
	"ydelse_fra;koordinator;a_kasse;jobmaal;disco08;uddannelse;boern;koerekort\n"
#define KARIM                                                                                                \
	"1406851211;Karim;Nielsen;Skibhusvej 112;5000;Odense C;16433012;;0;da;0;2;kontanthjælp;2026-03-09;" \
	"meho;;Lagermedarbejder;4321;grundskole;2;1\n"

struct file {
	const char *name, *text;
};

/* Imports files out of memory; the table ends with a NULL name. */
static bool import_with(struct store_fixture *f, const struct file *files,
			const struct import_options *options, struct import_report *report)
{
	struct embedded table[FILES_MOST] = { { 0 } };
	struct import_source source = { .name = "prøve", .files = table };

	for (size_t i = 0; files[i].name; i++)
		table[i] = (struct embedded){
			.name = files[i].name,
			.bytes = (const unsigned char *)files[i].text,
			.size = strlen(files[i].text),
		};
	return import_caseload(f->store, &source, options, &f->arena, report, &f->err);
}

static void import(struct store_fixture *f, const struct file *files, struct import_report *report)
{
	struct import_options options = { 0 };

	if (!import_with(f, files, &options, report))
		fail_msg("%s (%s)", f->err.text, f->err.detail);
}

static void import_demo(struct store_fixture *f, const struct import_options *options,
			struct import_report *report)
{
	struct import_source source = { .name = "demo", .directory = DEMO_FOLDER };

	if (!import_caseload(f->store, &source, options, &f->arena, report, &f->err))
		fail_msg("%s (%s)", f->err.text, f->err.detail);
}

/* "file:line:column:value:reason", a line each; a warning begins with "-". */
static const char *findings_text(struct store_fixture *f, const struct import_report *report)
{
	const char *text = "";

	for (size_t i = 0; i < report->count; i++) {
		const struct import_finding *finding = &report->findings[i];

		text = arena_printf(&f->arena, "%s%s%s:%d:%s:%s:%s\n", text, finding->is_warning ? "-" : "",
				    finding->file, (int)finding->line, finding->column, finding->value,
				    finding->reason);
	}
	return text;
}

static const struct import_file *file_report(const struct import_report *report, const char *name)
{
	for (size_t i = 0; i < IMPORT_FILES; i++)
		if (str_equal(report->files[i].name, name))
			return &report->files[i];
	fail_msg("no report of %s", name);
	return NULL;
}

/* ---- what goes in -------------------------------------------------------------------------- */

static const struct {
	const char *file, *table;
	int64_t rows;
} demo_rows[] = {
	{ "sagsbehandlere.csv", "caseworker", 5 }, { "borgere.csv", "citizen", 43 },
	{ "ydelser.csv", "benefit_spell", 49 },    { "indsatser.csv", "effort", 8 },
	{ "forloeb.csv", "enrolment", 25 },        { "resultater.csv", "outcome", 8 },
	{ "virksomheder.csv", "employer", 10 },    { "stillinger.csv", "opening", 12 },
	{ "aftaler.csv", "appointment", 34 },
};

static void the_demo_caseload_goes_in_whole_and_a_second_time_changes_nothing(void **state)
{
	struct store_fixture *f = *state;
	struct import_options options = { 0 };
	struct import_report report;
	int64_t ops;

	import_demo(f, &options, &report);
	assert_string_equal(findings_text(f, &report), "");
	assert_int_not_equal(report.batch, 0);
	assert_int_equal(file_report(&report, "borgere.csv")->doubtful_cpr, 43);
	for (size_t i = 0; i < LENGTH(demo_rows); i++) {
		const struct import_file *file = file_report(&report, demo_rows[i].file);

		assert_int_equal(file->rows, demo_rows[i].rows);
		assert_int_equal(file->created, demo_rows[i].rows);
		assert_int_equal(fixture_number(f, arena_printf(&f->arena, "SELECT count(*) FROM %s",
								demo_rows[i].table)),
				 demo_rows[i].rows);
	}

	ops = fixture_number(f, "SELECT count(*) FROM oplog");
	import_demo(f, &options, &report);
	assert_int_equal(report.batch, 0);
	for (size_t i = 0; i < LENGTH(demo_rows); i++)
		assert_int_equal(file_report(&report, demo_rows[i].file)->unchanged, demo_rows[i].rows);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), ops);
}

static void every_column_lands_in_its_field(void **state)
{
	static const struct {
		const char *sql, *values;
	} rows[] = {
		{ "SELECT name || '|' || team FROM caseworker WHERE initials = 'meho'", "Mette Holm|JOB" },
		{ "SELECT (given_names || '|' || surname || '|' || address || '|' || postcode || '|' || city "
		  "|| '|' || phone || '|' ||"
		  " email || '|' || is_protected || '|' || language || '|' || interpreter || '|' || "
		  "target_group || '|' || benefit || '|' ||"
		  " benefit_from || '|' || unemployment_fund || '|' || job_goal || '|' || disco08 || '|' || "
		  "education || '|' || children || '|' ||"
		  " driving_licence) FROM citizen WHERE cpr = '1204671101'",
		  "Åse|Thøgersen|Munkebjergvej 33|5230|Odense "
		  "M|12345678|aase@example.dk|1|da|1|9|ledighedsydelse|"
		  "2026-04-13|3F|Butiksassistent|5223|faglært|3|1" },
		{ "SELECT initials FROM caseworker WHERE id = (SELECT coordinator FROM citizen)", "meho" },
		{ "SELECT (benefit || '|' || from_date || '|' || to_date) FROM benefit_spell",
		  "sygedagpenge|2023-01-16|2024-05-31" },
		{ "SELECT (code || '|' || name || '|' || kind || '|' || from_date || '|' || to_date || '|' "
		  "|| unit_cost || '|' ||"
		  " description) FROM effort",
		  "CVK|Cv-værksted|kursus|2024-01-08|2025-12-19|185050|To linjer:\nførst den ene; så den "
		  "anden" },
		{ "SELECT (invited || '|' || started || '|' || ended || '|' || completed || '|' || dropout) "
		  "FROM enrolment",
		  "2026-09-07|2026-09-14|2026-10-30|0|helbred" },
		{ "SELECT (status || '|' || date || '|' || weekly_hours || '|' || source) FROM outcome",
		  "JOB_HOURS|2026-11-02|12.5|borger" },
		{ "SELECT (cvr || '|' || name || '|' || trade || '|' || address || '|' || postcode || '|' || "
		  "city || '|' || contact || '|' ||"
		  " phone || '|' || agreements) FROM employer",
		  "90000011|Havnens Lager A/S|Transport|Havnegade 30|5000|Odense C|Lone "
		  "Bruun|18173808|charter|kommunal" },
		{ "SELECT (number || '|' || title || '|' || disco08 || '|' || places || '|' || weekly_hours "
		  "|| '|' || postcode || '|' ||"
		  " deadline || '|' || form || '|' || needs) FROM opening",
		  "D0001|Lagermedarbejder|4321|3|37.0|5000|2026-12-04|ordinær|truckcertifikat|kørekort B" },
		{ "SELECT (date || '|' || minute || '|' || minutes || '|' || type || '|' || form) FROM "
		  "appointment",
		  "2026-11-23|540|45|jobsamtale|fremmøde" },
		{ "SELECT count(*) FROM citizen c, benefit_spell b, enrolment e, outcome o, appointment a, "
		  "opening p,"
		  " employer m, effort f WHERE b.citizen = c.id AND e.citizen = c.id AND o.citizen = c.id"
		  " AND a.citizen = c.id AND p.employer = m.id AND e.effort = f.id AND o.effort = f.id",
		  "1" },
	};
	static const struct file files[] = {
		{ "sagsbehandlere.csv", CASEWORKERS },
		{ "borgere.csv",
		  CITIZEN_HEAD "120467-1101;Åse;Thøgersen;Munkebjergvej 33;5230;Odense M;12 34 56 "
			       "78;aase@example.dk;ja;da;1;9;"
			       "ledighedsydelse;13-04-2026;meho;3F;Butiksassistent;5223;faglært;3;1\n" },
		{ "ydelser.csv", "cpr;ydelse;fra;til\n1204671101;sygedagpenge;16.01.2023;31/05/2024\n" },
		{ "indsatser.csv", "kode;navn;type;start;slut;pris_pr_deltager;beskrivelse\n"
				   "CVK;Cv-værksted;kursus;2024-01-08;2025-12-19;1.850,50;"
				   "\"To linjer:\r\nførst den ene; så den anden\"\n" },
		{ "forloeb.csv", "cpr;indsats;indkaldt;start;slut;gennemfoert;frafald\n"
				 "1204671101;CVK;2026-09-07;2026-09-14;2026-10-30;0;helbred\n" },
		{ "resultater.csv", "cpr;indsats;status;dato;timer;kilde\n"
				    "1204671101;CVK;JOB_HOURS;2026-11-02;12,5;borger\n" },
		{ "virksomheder.csv",
		  "cvr;navn;branche;adresse;postnr;by;kontakt;telefon;aftaler\n"
		  "90000011;Havnens Lager A/S;Transport;Havnegade 30;5000;Odense C;Lone Bruun;18173808;"
		  "charter|kommunal\n" },
		{ "stillinger.csv", "nr;cvr;stilling;disco08;antal;timer;postnr;frist;form;krav\n"
				    "D0001;90000011;Lagermedarbejder;4321;3;37;5000;2026-12-04;ordinær;"
				    "truckcertifikat|kørekort B\n" },
		{ "aftaler.csv", "cpr;dato;tid;minutter;type;form;koordinator\n"
				 "1204671101;2026-11-23;09:00;45;jobsamtale;fremmøde;meho\n" },
		{ NULL, NULL },
	};
	struct store_fixture *f = *state;
	struct import_report report;

	import(f, files, &report);
	assert_string_equal(findings_text(f, &report), "");
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(fixture_text(f, rows[i].sql), rows[i].values);
}

static void the_same_rows_in_another_dress_change_nothing(void **state)
{
	static const char *const dresses[] = {
		"\uFEFFcpr;ydelse;fra;til\r\n1204671101;kontanthjælp;2026-03-09;\r\n",
		"cpr,ydelse,fra,til\n120467-1101,kontanthjælp,09-03-2026,\n",
		"cpr\tydelse\tfra\ttil\n1204671101\tkontanthjælp\t09.03.2026\t\n",
		"cpr;ydelse;fra;til\r1204671101;kontanthj\xE6lp;9/3/2026;\r",
		"til;FRA;Ydelse;Cpr;\n;2026-03-09;\" kontanthjælp \";\"1204671101\";\n",
	};
	struct store_fixture *f = *state;
	struct file files[] = {
		{ "borgere.csv", "cpr;fornavne;efternavn\n1204671101;Åse;Thøgersen\n" },
		{ "ydelser.csv", "cpr;ydelse;fra;til\n1204671101;kontanthjælp;2026-03-09;\n" },
		{ NULL, NULL },
	};
	struct import_report report;

	import(f, files, &report);
	for (size_t i = 0; i < LENGTH(dresses); i++) {
		files[1].text = dresses[i];
		import(f, files, &report);
		assert_string_equal(findings_text(f, &report), "");
		assert_int_equal(file_report(&report, "ydelser.csv")->unchanged, 1);
	}
}

static void columns_a_file_lacks_stay_as_they_are_known(void **state)
{
	static const struct file first[] = {
		{ "sagsbehandlere.csv", CASEWORKERS },
		{ "borgere.csv", CITIZEN_HEAD KARIM },
		{ NULL, NULL },
	};
	static const struct file second[] = {
		{ "borgere.csv", "cpr;fornavne;efternavn;adresse\n1406851211;Karim;Nielsen;Heden 4\n" },
		{ NULL, NULL },
	};
	struct store_fixture *f = *state;
	struct import_report report;

	import(f, first, &report);
	import(f, second, &report);
	assert_int_equal(file_report(&report, "borgere.csv")->updated, 1);
	assert_int_equal(file_report(&report, "aftaler.csv")->state, IMPORT_FILE_MISSING);
	assert_string_equal(fixture_text(f, "SELECT (address || '|' || phone || '|' || target_group || '|' "
					    "|| benefit_from || '|' ||"
					    " children) FROM citizen"),
			    "Heden 4|16433012|2|2026-03-09|2");
}

static void every_date_moves_by_the_shift(void **state)
{
	struct store_fixture *f = *state;
	struct import_options options = { .date_shift_days = 7 };
	struct import_report report;

	import_demo(f, &options, &report);
	assert_string_equal(fixture_text(f, "SELECT min(date) FROM appointment"), "2026-11-23");
	assert_string_equal(fixture_text(f, "SELECT benefit_from FROM citizen WHERE surname = 'Nielsen'"),
			    "2026-03-16");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen WHERE cpr = '1204671101'"), 1);
}

/* ---- what is told -------------------------------------------------------------------------- */

struct told {
	const char *file, *text, *findings;
	int64_t created;
};

static void check_told(struct store_fixture *f, const struct told *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct file files[] = {
			{ "sagsbehandlere.csv", CASEWORKERS },
			{ "indsatser.csv",
			  "kode;navn;type;start;slut;pris_pr_deltager;beskrivelse\nASM;Alle;;;;;\n" },
			{ cases[i].file, cases[i].text },
			{ str_equal(cases[i].file, "borgere.csv") ? NULL : "borgere.csv",
			  CITIZEN_HEAD KARIM },
			{ NULL, NULL },
		};
		struct import_options options = { .dry_run = true };
		struct import_report report;

		assert_true(import_with(f, files, &options, &report));
		assert_string_equal(findings_text(f, &report), cases[i].findings);
		assert_int_equal(file_report(&report, cases[i].file)->created, cases[i].created);
	}
}

static void a_bad_row_is_told_and_the_rest_goes_in(void **state)
{
	static const struct told cases[] = {
		{ "borgere.csv", CITIZEN_HEAD "3102851211;Karim;Nielsen;;;;;;;;;;;;;;;;;;\n" KARIM,
		  "borgere.csv:2:cpr:310285-****:The first six digits are not a date. Type the number "
		  "again.\n",
		  1 },
		{ "ydelser.csv",
		  "cpr;ydelse;fra;til\n1406851211;kontanthjælp;2026-02-30;\n1406851211;kontanthjælp;2026-03-"
		  "09;\n",
		  "ydelser.csv:2:fra:2026-02-30:There is no such day.\n", 1 },
		{ "ydelser.csv", "cpr;ydelse;fra;til\n1406851211;;2026-03-09;\n",
		  "ydelser.csv:2:ydelse::The cell is empty and must be filled in.\n", 0 },
		{ "ydelser.csv", "cpr;ydelse;fra;til\n1406851211;kontanthjælp;2026-03-09;2026-03-08\n",
		  "ydelser.csv:2:til:2026-03-08:The end comes before the beginning.\n", 0 },
		{ "ydelser.csv", "cpr;ydelse;fra;til\n1204671101;kontanthjælp;2026-03-09;\n",
		  "ydelser.csv:2:cpr:120467-****:No citizen has this number. Look in borgere.csv.\n", 0 },
		{ "forloeb.csv", "cpr;indsats;indkaldt;start;slut;gennemfoert;frafald\n1406851211;XYZ;;;;;\n",
		  "forloeb.csv:2:indsats:XYZ:No effort has this code. Look in indsatser.csv.\n", 0 },
		{ "aftaler.csv",
		  "cpr;dato;tid;minutter;type;form;koordinator\n1406851211;2026-11-23;09:00;45;jobsamtale;"
		  "video;xxxx\n",
		  "aftaler.csv:2:koordinator:xxxx:No caseworker has these initials. Look in "
		  "sagsbehandlere.csv.\n",
		  0 },
		{ "stillinger.csv",
		  "nr;cvr;stilling;disco08;antal;timer;postnr;frist;form;krav\nJ1;90000011;Bager;;;;;;;\n",
		  "stillinger.csv:2:cvr:90000011:No employer has this CVR number. Look in "
		  "virksomheder.csv.\n",
		  0 },
		{ "ydelser.csv",
		  "cpr;ydelse;fra;til\n1406851211;\"kontanthjælp;2026-03-09;\n1406851211;dagpenge;2025-03-09;"
		  "\n",
		  "ydelser.csv:2:::A quotation mark is opened on this line and never closed. Close it, or "
		  "double it if "
		  "it belongs to the text.\n",
		  1 },
		{ "ydelser.csv", "cpr;ydelse;fra;til\n1406851211;kon\x1B[31mtant;2026-03-09;\n",
		  "ydelser.csv:2:ydelse:kon[31mtant:The cell holds a control character (U+001B). Remove "
		  "it.\n",
		  0 },
		{ "ydelser.csv",
		  "cpr;ydelse;fra;til\n1406851211;dagpenge;2026-03-09;\n\n1406851211;dagpenge;09-03-2026;"
		  "2026-04-01\n",
		  "ydelser.csv:4:::Line 2 says the same already. This line was left out.\n", 1 },
	};

	check_told(*state, cases, LENGTH(cases));
}

static void a_file_without_what_it_must_have_is_left_out_and_the_others_go_in(void **state)
{
	static const struct told cases[] = {
		{ "ydelser.csv", "cpr;ydelse\n1406851211;dagpenge\n",
		  "ydelser.csv:1:::These columns are missing: fra, til. The file was left out; add them to "
		  "the first line "
		  "and import it again.\n",
		  0 },
		{ "ydelser.csv", "cpr;ydelse;fra;til;Fra\n",
		  "ydelser.csv:1:fra::The column stands twice in the header. The "
		  "file was left out.\n",
		  0 },
		{ "ydelser.csv", "", "ydelser.csv:0:::The file is empty.\n", 0 },
		{ "ydelser.csv", "cpr;ydelse;fra;til;sats\n1406851211;dagpenge;2026-03-09;;1\n",
		  "-ydelser.csv:1:sats::Samtale does not know this column and passes it over.\n", 1 },
	};

	check_told(*state, cases, LENGTH(cases));
}

static void what_is_told_of_a_protected_citizen_holds_no_contact_details(void **state)
{
	static const struct told cases[] = {
		{ "borgere.csv", CITIZEN_HEAD "1406851211;Karim;Nielsen;Heden 4;;;ring ikke;;1;;;;;;;;;;;;\n",
		  "borgere.csv:2:telefon::This is not a telephone number.\n", 0 },
		{ "borgere.csv", CITIZEN_HEAD "1406851211;Karim;Nielsen;Heden 4;;;ring ikke;;0;;;;;;;;;;;;\n",
		  "borgere.csv:2:telefon:ring ikke:This is not a telephone number.\n", 0 },
		{ "borgere.csv", CITIZEN_HEAD "1406851211;Karim;Nielsen;Heden\x07 4;;;;;1;;;;;;;;;;;;\n",
		  "borgere.csv:2:adresse::The cell holds a control character (U+0007). Remove it.\n", 0 },
	};

	check_told(*state, cases, LENGTH(cases));
}

static void a_folder_without_any_of_the_files_is_refused(void **state)
{
	struct store_fixture *f = *state;
	struct import_source source = { .name = "mappen", .directory = f->folder };
	struct import_options options = { 0 };
	struct import_report report;

	assert_false(import_caseload(f->store, &source, &options, &f->arena, &report, &f->err));
	assert_int_equal(f->err.code, ERR_MISSING);
	assert_non_null(strstr(f->err.text, "mappen"));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM import_batch"), 0);
}

/* ---- writing, or not ----------------------------------------------------------------------- */

static void a_dry_run_counts_and_writes_nothing(void **state)
{
	struct store_fixture *f = *state;
	struct import_options options = { .dry_run = true };
	struct import_report report;

	import_demo(f, &options, &report);
	assert_int_equal(file_report(&report, "borgere.csv")->created, 43);
	assert_int_equal(file_report(&report, "aftaler.csv")->created, 34);
	assert_int_equal(report.batch, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM oplog"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM import_batch"), 0);
}

static bool stop_at_appointments(void *user, const struct import_progress *progress)
{
	int *calls = user;

	++*calls;
	assert_true(progress->done <= progress->total);
	return !str_equal(progress->file, "aftaler.csv");
}

static void an_import_that_is_stopped_writes_nothing(void **state)
{
	struct store_fixture *f = *state;
	int calls = 0;
	struct import_options options = { .progress = stop_at_appointments, .user = &calls };
	struct import_source source = { .name = "demo", .directory = DEMO_FOLDER };
	struct import_report report;

	assert_false(import_caseload(f->store, &source, &options, &f->arena, &report, &f->err));
	assert_string_equal(f->err.text, "The import was stopped. Nothing was written.");
	assert_int_equal(calls, IMPORT_FILES);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen"), 0);
}

static void an_import_is_taken_back_whole(void **state)
{
	struct store_fixture *f = *state;
	struct import_options options = { 0 };
	struct import_report report;
	struct import_undo undo;
	int64_t citizen;

	import_demo(f, &options, &report);
	assert_true(store_import_undo(f->store, report.batch, &undo, &f->err));
	assert_int_equal(undo.removed, 194);
	assert_int_equal(undo.kept, 0);
	assert_true(store_find_citizen(f->store, "1204671101", &citizen, &f->err));
	assert_int_equal(citizen, 0);
	import_demo(f, &options, &report);
	assert_int_not_equal(report.batch, 0);
	assert_true(store_find_citizen(f->store, "1204671101", &citizen, &f->err));
	assert_int_not_equal(citizen, 0);
}

/* Sealed, received by everybody, and old enough: as after a month of syncs. */
static void months_pass(struct store_fixture *f)
{
	int64_t newest = fixture_number(f, "SELECT max(seq) FROM oplog");

	if (!store_outgoing_sealed(f->store, newest, &f->err) ||
	    !store_streams_prune(f->store, store_now_ms(f->store) + 1, &f->err))
		fail_msg("%s (%s)", f->err.text, f->err.detail);
}

static void an_import_that_is_kept_as_rows_alone_is_not_taken_back_in_part(void **state)
{
	struct store_fixture *f = *state;
	struct import_options options = { 0 };
	struct import_report report;
	struct import_undo undo;
	int64_t citizens, ops;

	import_demo(f, &options, &report);
	citizens = fixture_number(f, "SELECT count(*) FROM citizen");
	months_pass(f);
	ops = fixture_number(f, "SELECT count(*) FROM oplog");
	assert_true(ops >= 1 && ops < 5); /* the newest always stays */
	assert_false(store_import_undo(f->store, report.batch, &undo, &f->err));
	assert_int_equal(f->err.code, ERR_REFUSED);
	assert_non_null(strstr(f->err.text, "Nothing was changed"));
	assert_int_equal(undo.removed, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM citizen WHERE deleted = 0"), citizens);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM import_batch WHERE undone_at <> 0"), 0);
}

/* A later import is whole though the log before it is not. */
static void an_import_after_what_was_pruned_is_taken_back(void **state)
{
	static const struct file first[] = { { "sagsbehandlere.csv", CASEWORKERS }, { NULL, NULL } };
	struct store_fixture *f = *state;
	struct import_options options = { 0 };
	struct import_report report;
	struct import_undo undo;

	import(f, first, &report);
	months_pass(f);
	import_demo(f, &options, &report);
	assert_true(store_import_undo(f->store, report.batch, &undo, &f->err));
	assert_true(undo.removed > 100);
}

#define WITH_STORE(test)                                                                                     \
	cmocka_unit_test_setup_teardown(test, store_fixture_setup_open, store_fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_STORE(the_demo_caseload_goes_in_whole_and_a_second_time_changes_nothing),
		WITH_STORE(every_column_lands_in_its_field),
		WITH_STORE(the_same_rows_in_another_dress_change_nothing),
		WITH_STORE(columns_a_file_lacks_stay_as_they_are_known),
		WITH_STORE(every_date_moves_by_the_shift),
		WITH_STORE(a_bad_row_is_told_and_the_rest_goes_in),
		WITH_STORE(a_file_without_what_it_must_have_is_left_out_and_the_others_go_in),
		WITH_STORE(what_is_told_of_a_protected_citizen_holds_no_contact_details),
		WITH_STORE(an_import_that_is_kept_as_rows_alone_is_not_taken_back_in_part),
		WITH_STORE(an_import_after_what_was_pruned_is_taken_back),
		WITH_STORE(a_folder_without_any_of_the_files_is_refused),
		WITH_STORE(a_dry_run_counts_and_writes_nothing),
		WITH_STORE(an_import_that_is_stopped_writes_nothing),
		WITH_STORE(an_import_is_taken_back_whole),
	};

	tr_use(LANGUAGE_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

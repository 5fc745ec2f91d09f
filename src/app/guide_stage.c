#include "app/guide_stage.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/guide_open.h"
#include "app/open.h"
#include "app/temporary.h"
#include "samtale/base/str.h"
#include "samtale/domain/cpr.h"
#include "samtale/domain/target_group.h"
#include "samtale/exchange/import_caseload.h"

#define CASEWORKER "meho"
#define CITIZEN_CPR "1406851211" /* invented: Karim Nielsen of the demo */
#define TIME "09:00"
#define FILE_MOST (16 << 20)

/* ---- who is on it ---------------------------------------------------------------------------------- */

static struct embedded csv(const char *name, const char *text)
{
	return (struct embedded){ name, (const unsigned char *)text, strlen(text) };
}

static bool fill(struct guide_stage *stage, const struct guide *guide, struct moment now, struct arena *arena,
		 struct err *err)
{
	char today[DATE_ISO_SIZE];
	const char *citizen = arena_printf(
		arena,
		"cpr;fornavne;efternavn;adresse;postnr;by;telefon;email;beskyttet;sprog;tolk;maalgruppe;"
		"ydelse;"
		"ydelse_fra;koordinator;a_kasse;jobmaal;disco08;uddannelse;boern;koerekort\n" CITIZEN_CPR
		";Karim;Nielsen;Skibhusvej 112;5000;Odense C;;;0;da;0;%d;;;" CASEWORKER ";;;;;2;1\n",
		stage->citizen.target_group);
	const char *booking = arena_printf(arena,
					   "cpr;dato;tid;minutter;type;form;koordinator\n" CITIZEN_CPR
					   ";%s;" TIME ";45;%s;fremmøde;" CASEWORKER "\n",
					   date_iso(now.date, today), guide_id(guide));
	const struct embedded files[] = {
		csv("sagsbehandlere.csv", "initialer;navn;team\n" CASEWORKER ";Mette Holm;JOB\n"),
		csv("borgere.csv", citizen),
		csv("aftaler.csv", booking),
		{ NULL },
	};
	struct import_source source = { .name = "preview", .files = files };
	struct import_options options = { 0 };
	struct import_report report;
	struct store *store;
	bool ok;

	if (!open_store(&stage->common, STORE_CREATE, true, &store, err))
		return false;
	store_stamp(store, 0, now);
	ok = import_caseload(store, &source, &options, arena, &report, err);
	if (ok && report.errors)
		BUG(report.findings[0].reason);
	store_close(store);
	return ok;
}

/* ---- the guide ------------------------------------------------------------------------------------- */

static bool write_file(const char *path, const char *text, struct err *err)
{
	FILE *file = fopen(path, "we");
	bool ok = file && fputs(text, file) >= 0;

	if (file && fclose(file))
		ok = false;
	if (ok)
		return true;
	err_set(err, ERR_IO, _("%s cannot be written."), path);
	return err_detail(err, "%s", strerror(errno));
}

static bool copy_file(const char *from, const char *to, struct arena *arena, struct err *err)
{
	char *text;

	return file_text(from, FILE_MOST, arena, &text, err) && write_file(to, text, err);
}

static bool is_table(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && str_equal(name + length - 4, ".csv");
}

/* The lists that stand beside the guide. */
static bool copy_tables(const char *from, const char *to, struct arena *arena, struct err *err)
{
	DIR *folder = opendir(from);
	const struct dirent *entry;
	bool ok = true;

	while (folder && ok && (entry = readdir(folder)))
		if (is_table(entry->d_name))
			ok = copy_file(arena_printf(arena, "%s/%s", from, entry->d_name),
				       arena_printf(arena, "%s/%s", to, entry->d_name), arena, err);
	if (folder)
		closedir(folder);
	return ok;
}

/* A guide out of a file goes where the console looks for guides. */
static bool bring_guide(struct guide_stage *stage, const struct guide *guide, const char *word,
			struct arena *arena, struct err *err)
{
	const char *slash = strrchr(word, '/'), *guides, *folder;

	if (!guide_is_path(word))
		return true;
	guides = arena_printf(arena, "%s/guides", stage->folder);
	folder = arena_printf(arena, "%s/%s", guides, tr_code(stage->common.language));
	if (mkdir(guides, 0700) || mkdir(folder, 0700)) {
		err_set(err, ERR_IO, _("%s cannot be written."), folder);
		return err_detail(err, "%s", strerror(errno));
	}
	stage->common.guide_dir = guides;
	return copy_file(word, arena_printf(arena, "%s/%s.conf", folder, guide_id(guide)), arena, err)
	       && copy_tables(slash ? arena_strndup(arena, word, (size_t)(slash - word)) : ".", folder, arena,
			      err);
}

/* ---- the stage ------------------------------------------------------------------------------------- */

static int group_for(const struct guide *guide, int group)
{
	for (int i = 1; !group && i <= TARGET_GROUP_MAX; i++)
		if (guide_is_for(guide, i))
			group = i;
	return group ? group : 2;
}

static void set_options(struct guide_stage *stage, const struct common_options *common, struct arena *arena)
{
	stage->common = *common;
	stage->common.database = arena_printf(arena, "%s/preview.db", stage->folder);
	stage->common.caseworker = CASEWORKER;
	stage->common.language_given = stage->common.database_given = stage->common.caseworker_given = true;
}

bool guide_stage_open(struct guide_stage *stage, const struct guide *guide, const char *word,
		      const struct common_options *common, struct date today, int group, int rows, int cols,
		      struct arena *arena, struct err *err)
{
	char day[DATE_ISO_SIZE];
	struct cpr cpr = cpr_check(CITIZEN_CPR);

	*stage = (struct guide_stage){ .citizen = { group_for(guide, group), date_age(cpr.birth_date, today),
						    true } };
	if (!clock_fixed(arena_printf(arena, "%sT" TIME, date_iso(today, day)), &stage->clock, err)
	    || !temporary_make(arena, &stage->folder, err))
		return false;
	set_options(stage, common, arena);
	if (!bring_guide(stage, guide, word, arena, err)
	    || !fill(stage, guide, clock_now(&stage->clock), arena, err)
	    || !session_open(&stage->session, &stage->common, STORE_EXISTING, &stage->clock, err))
		return false;
	stage->open = true;
	stage->play = (struct keyplay){ .session = &stage->session, .clock = &stage->clock };
	session_start(&stage->session, rows, cols);
	guide_stage_keys(stage, "s", arena);
	return true;
}

void guide_stage_close(struct guide_stage *stage)
{
	if (stage->open)
		session_close(&stage->session);
	if (stage->folder)
		temporary_remove(stage->folder);
}

void guide_stage_keys(struct guide_stage *stage, const char *keys, struct arena *arena)
{
	struct keyfile keyfile;
	struct err err;

	if (!keyfile_parse("preview", keys, strlen(keys), arena, &keyfile, &err))
		BUG("keys that the program wrote itself");
	for (size_t i = 0; i < keyfile.count && !session_is_over(&stage->session); i++)
		keyplay_step(&stage->play, &keyfile.steps[i]);
}

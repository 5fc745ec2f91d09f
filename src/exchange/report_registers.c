/* report_registers.c - what there is: people in each effort, companies by agreement, places by form. */

#include "report_parts.h"
#include "samtale/base/tr.h"
#include "samtale/domain/effect.h"
#include "samtale/domain/employer.h"
#include "samtale/domain/plan.h"

#define DEFINITION 1

static const char *const kind_names[] = {
	[REGISTER_EFFORT] = "effort",     [REGISTER_AGREEMENT] = "agreement", [REGISTER_OPENING] = "opening",
	[REGISTER_POSITION] = "position", [REGISTER_MOVE] = "move",
};

static const char *kind_label(enum register_kind kind)
{
	static const char *const labels[] = {
		[REGISTER_EFFORT] = N_("People who have begun an effort"),
		[REGISTER_AGREEMENT] = N_("Companies by agreement"),
		[REGISTER_OPENING] = N_("Open places by form"),
		[REGISTER_POSITION] = N_("Citizens by position in the pipeline"),
		[REGISTER_MOVE] = N_("Moved in the last year"),
	};

	return tr(labels[kind]);
}

static const char *definition(void)
{
	return _("Each person counts once in an effort, each company once in an agreement; places are those "
		 "of the "
		 "openings. In the pipeline the latest position counts. A count of people of one to four is "
		 "hidden (*).");
}

/* Companies and places are no people. */
static bool is_shown(const struct register_row *row)
{
	return row->kind == REGISTER_AGREEMENT || row->kind == REGISTER_OPENING ||
	       !effort_cell_is_small((int)row->count);
}

static const char *name_of(struct arena *arena, const struct register_row *row)
{
	switch (row->kind) {
	case REGISTER_AGREEMENT: return agreement_label(row->code);
	case REGISTER_POSITION: return plan_stage_label(row->code);
	case REGISTER_MOVE:
		return arena_printf(arena, _("%s to %s"), plan_stage_label(row->code),
				    plan_stage_label(row->name));
	case REGISTER_EFFORT:
	case REGISTER_OPENING:
	case REGISTER_KINDS: break;
	}
	return row->name;
}

/* A hidden count is not in it: four guesses would find it. */
static void hash_rows(const struct register_row *rows, size_t count, char hash[ID_HASH_TEXT])
{
	struct str text;

	str_init(&text);
	str_add(&text, "registers 1\n");
	for (size_t i = 0; i < count; i++)
		str_addf(&text, "%s|%s|%s|%lld\n", kind_names[rows[i].kind], rows[i].code, rows[i].name,
			 is_shown(&rows[i]) ? (long long)rows[i].count : -1);
	id_hash_text(text.text, text.length, hash);
	str_done(&text);
}

static void add_text(const struct register_row *rows, size_t count, const char *hash, struct str *out)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		const struct register_row *row = &rows[i];

		if (i == 0 || row->kind != rows[i - 1].kind)
			str_addf(out, "%s%s\n", i > 0 ? "\n" : "", kind_label(row->kind));
		report_add_padded(out, row->kind == REGISTER_EFFORT ? row->code : "", 6, false);
		report_add_padded(out, name_of(&arena, row), 50, false);
		report_add_padded(out, is_shown(row) ? number_text(&arena, row->count) : "*", 10, true);
		str_add_char(out, '\n');
	}
	report_add_foot(out, definition(), DEFINITION, arena_printf(&arena, _("%zu counts"), count), hash);
	arena_done(&arena);
}

static void add_json(const struct register_row *rows, size_t count, const char *hash, struct str *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
				      json_pack("{s:s, s:s, s:s, s:o}", "register", kind_names[rows[i].kind],
						"code", rows[i].code, "name", rows[i].name, "count",
						report_count(is_shown(&rows[i]), rows[i].count)));
	report_add_json(out,
			json_pack("{s:s, s:s, s:i, s:{s:I}, s:s, s:o}", "report", "registers", "definition",
				  definition(), "definition_version", DEFINITION, "data_version", "counts",
				  (json_int_t)count, "hash", hash, "registers", list));
}

static void add_csv(const struct register_row *rows, size_t count, const char *hash, struct str *out)
{
	str_add(out, "register;code;name;count;hash\n");
	for (size_t i = 0; i < count; i++) {
		report_add_cell(out, kind_names[rows[i].kind], ';');
		report_add_cell(out, rows[i].code, ';');
		report_add_cell(out, rows[i].name, ';');
		report_add_count_cell(out, is_shown(&rows[i]), rows[i].count, ';');
		report_add_cell(out, hash, '\n');
	}
}

void report_registers(const struct register_row *rows, size_t count, enum report_form form, struct str *out)
{
	static void (*const add[REPORT_FORMS])(const struct register_row *, size_t, const char *,
					       struct str *) = { add_text, add_json, add_csv };
	char hash[ID_HASH_TEXT];

	hash_rows(rows, count, hash);
	add[form](rows, count, hash, out);
}

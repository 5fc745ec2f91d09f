/* plan_versions.c - the plan frozen as versions, and what the citizen said to them.
 *
 * An answer is guarded: plan_acceptance_parent says which answers it came after, and one that is nobody's
 * parent is a head. Two heads about the same plan with the same answer agree; other two wait for a person. */
#include <string.h>

#include "plan_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/plan_content.h"
#include "samtale/store/conversations.h"
#include "samtale/store/plans.h"

/* ---- versions ----------------------------------------------------------------------------------------- */

static const char version_newest[] =
	"SELECT id, hash FROM plan_version WHERE citizen = ? ORDER BY at DESC, id DESC LIMIT 1";
/* Later than the one before, whatever the clocks say. */
static const char version_insert[] =
	"INSERT INTO plan_version(id, citizen, conversation, date, content, hash, at, author)"
	" SELECT ?1, ?2, ?3, ?4, ?5, ?6, max(?7, ifnull((SELECT max(at) + 1 FROM plan_version"
	" WHERE citizen = ?2), 0)), ?8";

static bool version_is_newest(struct store *store, int64_t citizen, const char *hash, int64_t *version,
			      struct err *err)
{
	struct arena scratch;
	struct statement s;

	*version = 0;
	if (!statement_begin(&s, store, version_newest, err))
		return false;
	statement_bind_int(&s, citizen);
	arena_init(&scratch);
	if (statement_row(&s) && str_equal(statement_text(&s, 1, &scratch), hash))
		*version = statement_int(&s, 0);
	arena_done(&scratch);
	return statement_end(&s);
}

static bool version_add(struct store *store, struct plan_version *version, struct err *err)
{
	struct statement s;

	if (!row_number(store, &version->id, err) || !statement_begin(&s, store, version_insert, err))
		return false;
	statement_bind_int(&s, version->id);
	statement_bind_int(&s, version->citizen);
	statement_bind_int(&s, version->conversation);
	statement_bind_date(&s, store_today(store));
	statement_bind_text(&s, version->content);
	statement_bind_text(&s, version->hash);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	return statement_end(&s);
}

bool plan_version_freeze(struct store *store, const struct plan *plan, int64_t conversation, int64_t *version,
			 struct err *err)
{
	char hash[ID_HASH_TEXT];
	struct plan_version row = { .citizen = plan->citizen, .conversation = conversation, .hash = hash };
	struct plan_content content;
	struct arena scratch;
	bool done;

	arena_init(&scratch);
	plan_content_of(plan, &scratch, &content);
	row.content = plan_content_write(&content, false, &scratch);
	id_hash_text(row.content, strlen(row.content), hash);
	done = version_is_newest(store, row.citizen, hash, version, err);
	if (done && !*version && content.count) {
		done = version_add(store, &row, err);
		*version = row.id;
	}
	arena_done(&scratch);
	return done;
}

static const char versions_of[] =
	"SELECT v.id, v.citizen, v.conversation, v.date, v.content, v.hash, ifnull(w.name, '')"
	" FROM plan_version v LEFT JOIN caseworker w ON w.id = v.author WHERE v.citizen = ?"
	" ORDER BY v.at, v.id";

bool plan_versions_read(struct store *store, int64_t citizen, struct arena *arena, struct plan_sheet *sheet,
			struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, versions_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		sheet->versions =
			arena_grow(arena, sheet->versions, sheet->version_count, sizeof(*sheet->versions));
		sheet->versions[sheet->version_count++] = (struct plan_version){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.conversation = statement_int(&s, 2),
			.date = statement_date(&s, 3),
			.content = statement_text(&s, 4, arena),
			.hash = statement_text(&s, 5, arena),
			.author = statement_text(&s, 6, arena),
		};
	}
	return statement_end(&s);
}

/* ---- answers ------------------------------------------------------------------------------------------ */

#define IS_HEAD "NOT EXISTS(SELECT 1 FROM plan_acceptance_parent p WHERE p.parent = a.id)"

static const char acceptances_of[] =
	"SELECT a.id, a.citizen, a.version, ifnull((SELECT p.parent FROM plan_acceptance_parent p"
	" WHERE p.acceptance = a.id ORDER BY p.id LIMIT 1), 0), a.hash, a.answer, a.channel, a.date,"
	" a.reason, ifnull(w.name, ''), " IS_HEAD
	" FROM plan_acceptance a LEFT JOIN caseworker w ON w.id = a.author WHERE a.citizen = ?"
	" ORDER BY a.at, a.id";

static const char acceptance_insert[] =
	"INSERT INTO plan_acceptance(id, citizen, version, hash, answer, channel, date, reason, at, author)"
	" SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, max(?9, ifnull((SELECT max(at) + 1 FROM plan_acceptance"
	" WHERE citizen = ?2), 0)), ?10";
static const char parent_insert[] =
	"INSERT INTO plan_acceptance_parent(id, acceptance, parent) VALUES(?, ?, ?)";

bool plan_acceptances_read(struct store *store, int64_t citizen, struct arena *arena,
			   struct plan_sheet *sheet, struct err *err)
{
	struct statement s;

	if (!statement_begin(&s, store, acceptances_of, err))
		return false;
	statement_bind_int(&s, citizen);
	while (statement_row(&s)) {
		sheet->acceptances = arena_grow(arena, sheet->acceptances, sheet->acceptance_count,
						sizeof(*sheet->acceptances));
		sheet->acceptances[sheet->acceptance_count++] = (struct plan_acceptance){
			.id = statement_int(&s, 0),
			.citizen = statement_int(&s, 1),
			.version = statement_int(&s, 2),
			.parent = statement_int(&s, 3),
			.hash = statement_text(&s, 4, arena),
			.answer = statement_int(&s, 5) == PLAN_ACCEPTED ? PLAN_ACCEPTED : PLAN_DECLINED,
			.channel = statement_text(&s, 6, arena),
			.date = statement_date(&s, 7),
			.reason = statement_text(&s, 8, arena),
			.author = statement_text(&s, 9, arena),
			.is_head = statement_int(&s, 10) != 0,
		};
	}
	return statement_end(&s);
}

static bool parent_add(struct store *store, int64_t acceptance, int64_t parent, struct err *err)
{
	struct statement s;
	int64_t id = 0;

	if (!row_number(store, &id, err) || !statement_begin(&s, store, parent_insert, err))
		return false;
	statement_bind_int(&s, id);
	statement_bind_int(&s, acceptance);
	statement_bind_int(&s, parent);
	return statement_end(&s);
}

/* After every head there is. */
static bool acceptance_add(struct store *store, struct plan_acceptance *row, const struct plan_sheet *sheet,
			   struct err *err)
{
	struct statement s;

	row->id = 0;
	if (!row_number(store, &row->id, err) || !statement_begin(&s, store, acceptance_insert, err))
		return false;
	statement_bind_int(&s, row->id);
	statement_bind_int(&s, row->citizen);
	statement_bind_int(&s, row->version);
	statement_bind_text(&s, row->hash);
	statement_bind_int(&s, row->answer);
	statement_bind_text(&s, row->channel);
	statement_bind_date(&s, row->date);
	statement_bind_text(&s, row->reason);
	statement_bind_int(&s, store_now_ms(store));
	statement_bind_int(&s, store_author(store));
	if (!statement_end(&s))
		return false;
	for (size_t i = 0; i < sheet->acceptance_count; i++)
		if (sheet->acceptances[i].is_head &&
		    !parent_add(store, row->id, sheet->acceptances[i].id, err))
			return false;
	return true;
}

/* The plan and the answers, no more of the sheet. */
static bool answered_read(struct store *store, int64_t citizen, struct arena *arena, struct plan_sheet *sheet,
			  struct err *err)
{
	*sheet = (struct plan_sheet){ 0 };
	return store_plan(store, citizen, arena, &sheet->plan, err) &&
	       plan_acceptances_read(store, citizen, arena, sheet, err);
}

static bool answer_may_follow(const struct plan_sheet *sheet, int64_t parent, struct err *err)
{
	const struct plan_acceptance *head;

	if (plan_agreement(sheet, &head) == PLAN_TO_DECIDE)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Two answers were recorded at the same time. Decide which one holds first: "
				 "press A."));
	if ((head ? head->id : 0) != parent)
		return err_set(err, ERR_BUSY, "%s",
			       _("Somebody has recorded an answer after you opened the plan. Read it first: "
				 "press F5."));
	return plan_may_be_answered(sheet, err);
}

static bool answer_write(struct store *store, struct plan_acceptance *row, struct arena *scratch,
			 struct err *err)
{
	char *hash = arena_alloc(scratch, ID_HASH_TEXT);
	struct plan_sheet sheet;

	if (!answered_read(store, row->citizen, scratch, &sheet, err) ||
	    !answer_may_follow(&sheet, row->parent, err) ||
	    !plan_version_freeze(store, &sheet.plan, 0, &row->version, err))
		return false;
	plan_agreed_hash(&sheet.plan, hash);
	row->hash = hash;
	return acceptance_add(store, row, &sheet, err);
}

bool store_plan_answer(struct store *store, struct plan_acceptance *acceptance, struct err *err)
{
	struct plan_acceptance row = *acceptance;
	struct arena scratch;
	bool written;

	if (!store_begin(store, err))
		return false;
	arena_init(&scratch);
	written = row_finish(store, answer_write(store, &row, &scratch, err), err);
	arena_done(&scratch);
	if (written) {
		acceptance->id = row.id;
		acceptance->version = row.version;
	}
	return written;
}

/* ---- two answers at the same time ---------------------------------------------------------------------- */

static bool decide_write(struct store *store, int64_t citizen, int64_t acceptance, struct arena *scratch,
			 struct err *err)
{
	struct plan_sheet sheet;

	if (!answered_read(store, citizen, scratch, &sheet, err))
		return false;
	for (size_t i = 0; i < sheet.acceptance_count && plan_agreement(&sheet, NULL) == PLAN_TO_DECIDE;
	     i++) {
		struct plan_acceptance row = sheet.acceptances[i];

		if (row.id != acceptance || !row.is_head)
			continue;
		return acceptance_add(store, &row, &sheet, err);
	}
	return err_set(err, ERR_BUSY, "%s",
		       _("Somebody has decided already which answer holds. Read the plan again: press F5."));
}

bool store_plan_decide(struct store *store, int64_t citizen, int64_t acceptance, struct err *err)
{
	struct arena scratch;
	bool written;

	if (!store_begin(store, err))
		return false;
	arena_init(&scratch);
	written = row_finish(store, decide_write(store, citizen, acceptance, &scratch, err), err);
	arena_done(&scratch);
	return written;
}

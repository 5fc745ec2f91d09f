/* Rows against each other: what they refer to is there, and the rules that hold after any merge do hold. */
#include "verification.h"

#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/domain/sanction.h"
#include "rows.h"
#include "seal.h"

/* ---- references ------------------------------------------------------------------------------ */

/* Once changes of others have been merged, a row of another terminal may still be on its way. */

static bool verify_reference(struct verification *v, const struct synced_table *table,
			     const struct synced_column *column, struct err *err)
{
	const char *dangling = arena_printf(&v->scratch,
					    "SELECT id FROM %s x WHERE %s <> 0 AND NOT EXISTS"
					    "(SELECT 1 FROM %s y WHERE y.id = x.%s)"
					    " AND NOT (EXISTS(SELECT 1 FROM sync_self WHERE k = 'heard')"
					    " AND x.%s >> 43 <> (SELECT v FROM sync_self WHERE k = 'origin'))",
					    table->name, column->name, synced_table(column->refers)->name,
					    column->name, column->name);

	return findings_of(v, dangling, table->name,
			   arena_printf(v->arena, _("“%s” points to a row that is not there."), column->name),
			   err);
}

bool verify_references(struct verification *v, struct err *err)
{
	for (size_t i = 0; i < synced_table_count; i++)
		for (int at = 0; at < synced_tables[i].column_count; at++)
			if (synced_tables[i].columns[at].refers &&
			    !verify_reference(v, &synced_tables[i], &synced_tables[i].columns[at], err))
				return false;
	return true;
}

/* ---- conversations and plans ----------------------------------------------------------------- */

struct invariant {
	const char *table, *sql, *text;
};

/* Closed with a measure: nothing was agreed, and a value was given. */
#define ONLY_MEASURED \
	"s.step = 0 AND s.next_appointment = 0 AND EXISTS(SELECT 1 FROM measure m" \
	" WHERE m.citizen = s.citizen AND m.conversation = s.conversation)"

static const struct invariant invariants[] = {
	{ "plan", "SELECT min(id) FROM plan WHERE deleted = 0 GROUP BY citizen HAVING count(*) > 1",
	  N_("The citizen has more than one plan.") },
	{ "conversation_signed",
	  "SELECT id FROM conversation_signed s WHERE NOT EXISTS(SELECT 1 FROM plan_step p WHERE p.id = s.step"
	  " AND p.text <> '') AND NOT (" ONLY_MEASURED ")",
	  N_("A signed conversation has no next step.") },
	{ "conversation_signed",
	  "SELECT id FROM conversation_signed s WHERE NOT EXISTS(SELECT 1 FROM appointment a"
	  " WHERE a.id = s.next_appointment AND a.date <> '') AND NOT (" ONLY_MEASURED ")",
	  N_("A signed conversation has no next date.") },
	{ "conversation_signed",
	  "SELECT s.id FROM conversation_signed s JOIN conversation c ON c.id = s.conversation"
	  " WHERE c.state <> 2",
	  N_("A signed conversation does not stand as signed.") },
	{ "conversation_signed",
	  "SELECT id FROM conversation_signed s WHERE iif(version = 1, previous <> 0, NOT EXISTS("
	  "SELECT 1 FROM conversation_signed p WHERE p.id = s.previous AND p.conversation = s.conversation"
	  " AND p.version = s.version - 1 AND p.at < s.at))",
	  N_("A version of a signed conversation does not follow from the version before it.") },
	{ "conversation_signed", "SELECT id FROM conversation_signed WHERE version > 1 AND reason = ''",
	  N_("A correction has no reason.") },
	{ "conversation",
	  "SELECT id FROM conversation c WHERE state = 2 AND NOT EXISTS(SELECT 1 FROM conversation_signed s"
	  " WHERE s.conversation = c.id)",
	  N_("A conversation stands as signed, but nobody has signed it.") },
	{ "sanction_case",
	  "SELECT id FROM sanction_case f WHERE NOT EXISTS(SELECT 1 FROM sanction_event e"
	  " WHERE e.sanction_case = f.id)",
	  N_("A sanction case has no first step.") },
	{ "plan_acceptance",
	  "SELECT id FROM plan_acceptance a WHERE NOT EXISTS(SELECT 1 FROM plan_version v WHERE v.id = a.version"
	  " AND v.citizen = a.citizen)",
	  N_("The citizen's answer is not about the version it names.") },
	{ "plan_acceptance_parent",
	  "SELECT p.id FROM plan_acceptance_parent p JOIN plan_acceptance a ON a.id = p.parent"
	  " JOIN plan_acceptance b ON b.id = p.acceptance WHERE a.citizen <> b.citizen",
	  N_("The citizen's answer comes after an answer of another citizen.") },
	{ "sanction_parent",
	  "SELECT p.id FROM sanction_parent p JOIN sanction_event a ON a.id = p.parent JOIN sanction_event b"
	  " ON b.id = p.event WHERE a.sanction_case <> b.sanction_case",
	  N_("A step in a sanction case goes on from another case.") },
};
_Static_assert(CONVERSATION_SIGNED == 2, "the state in the invariants above");

/* Each version's seal holds the hash of the version before, so a version that was changed shows in all that
 * follow it. */
static const char seals_select[] =
	"SELECT s.id, s.conversation, s.at, s.version, s.summary, s.reason, ifnull(p.hash, ''), s.hash"
	" FROM conversation_signed s LEFT JOIN conversation_signed p ON p.id = s.previous";

static bool verify_seals(struct verification *v, struct err *err)
{
	char hash[ID_HASH_TEXT];
	struct statement s;
	bool computed = true;

	if (!statement_begin(&s, v->store, seals_select, err))
		return false;
	while (computed && statement_row(&s)) {
		struct sealed sealed = {
			.conversation = statement_int(&s, 1),
			.at = statement_int(&s, 2),
			.version = (int)statement_int(&s, 3),
			.summary = statement_text(&s, 4, &v->scratch),
			.reason = statement_text(&s, 5, &v->scratch),
			.previous = statement_text(&s, 6, &v->scratch),
		};

		computed = seal_compute(v->store, &sealed, hash, err);
		if (computed && strcmp(hash, statement_text(&s, 7, &v->scratch)))
			finding_add(v, "conversation_signed", statement_int(&s, 0),
				    _("What was signed is no longer what stands there."));
	}
	return statement_end(&s) && computed;
}

/* Two terminals that begin a plan begin the same row: its id is made from the citizen, and there can be no second. */
static bool verify_plans(struct verification *v, struct err *err)
{
	char key[ROW_KEY_SIZE];
	struct statement s;
	bool read = true;

	if (!statement_begin(&s, v->store, "SELECT id, citizen FROM plan", err))
		return false;
	while (read && statement_row(&s)) {
		int64_t id;

		read = store_natural_id(v->store, "plan", row_key(statement_int(&s, 1), key), &id, err);
		if (read && id != statement_int(&s, 0))
			finding_add(v, "plan", statement_int(&s, 0),
				    _("The plan is not the row that its citizen's plan has."));
	}
	return statement_end(&s) && read;
}

/* Texts and bytes that are kept with their own hash: id, text, hash. */
struct kept_texts {
	const char *table, *sql, *finding;
};

static const struct kept_texts kept_texts[] = {
	{ "guide_text", "SELECT id, text, hash FROM guide_text",
	  N_("The text of a guide is no longer what was read.") },
	{ "plan_version", "SELECT id, content, hash FROM plan_version",
	  N_("A version of the plan is no longer what was frozen.") },
	{ "letter_file", "SELECT id, bytes, hash FROM letter_file", N_("A letter is no longer what was sent.") },
};

static bool verify_kept_texts(struct verification *v, const struct kept_texts *kept, struct err *err)
{
	char hash[ID_HASH_TEXT];
	struct statement s;

	if (!statement_begin(&s, v->store, kept->sql, err))
		return false;
	while (statement_row(&s)) {
		size_t size;
		const void *kept_bytes = statement_blob(&s, 1, &v->scratch, &size);

		id_hash_text(kept_bytes, size, hash);
		if (strcmp(hash, statement_text(&s, 2, &v->scratch)))
			finding_add(v, kept->table, statement_int(&s, 0), tr(kept->finding));
	}
	return statement_end(&s);
}

/* ---- sanction cases -------------------------------------------------------------------------- */

/* Each event of a case that is here with each of its parents; the first event has none, and comes from SANCTION_NONE. A step that
 * joins two heads has to follow from one of them. */
static const char events_select[] =
	"SELECT e.id, e.act, e.state, ifnull(a.state, ?1) FROM sanction_event e"
	" LEFT JOIN sanction_parent p ON p.event = e.id"
	" LEFT JOIN sanction_event a ON a.id = p.parent"
	" WHERE EXISTS(SELECT 1 FROM sanction_case c WHERE c.id = e.sanction_case) ORDER BY e.id";

/* Choosing which of two heads counts leaves the case as that head left it. */
static bool step_follows(enum sanction_state from, enum sanction_act act, enum sanction_state to)
{
	return act == SANCTION_RESOLVE ? from == to : sanction_leads_to(from, act, to);
}

static bool verify_steps(struct verification *v, struct err *err)
{
	int64_t event = 0;
	bool follows = true;
	struct statement s;

	if (!statement_begin(&s, v->store, events_select, err))
		return false;
	statement_bind_int(&s, SANCTION_NONE);
	for (bool more = true; more;) {
		more = statement_row(&s);
		if (!more || statement_int(&s, 0) != event) {
			if (!follows)
				finding_add(
					v, "sanction_event", event,
					_("A step in a sanction case does not follow from the step before it."));
			event = more ? statement_int(&s, 0) : 0;
			follows = false;
		}
		if (more)
			follows = follows ||
				step_follows((enum sanction_state)statement_int(&s, 3),
					     (enum sanction_act)statement_int(&s, 1),
					     (enum sanction_state)statement_int(&s, 2));
	}
	return statement_end(&s);
}

bool verify_invariants(struct verification *v, struct err *err)
{
	for (size_t i = 0; i < LENGTH(invariants); i++)
		if (!findings_of(v, invariants[i].sql, invariants[i].table, _(invariants[i].text), err))
			return false;
	for (size_t i = 0; i < LENGTH(kept_texts); i++)
		if (!verify_kept_texts(v, &kept_texts[i], err))
			return false;
	return verify_plans(v, err) && verify_seals(v, err) && verify_steps(v, err);
}

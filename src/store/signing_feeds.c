/* signing_feeds.c - one answer, one record: plan items, the earlier step's status, measures, guidance, notes,
 * consent. */
#include "signing.h"

#include "check_rows.h"
#include "note_rows.h"
#include "plan_rows.h"
#include "rows.h"
#include "samtale/base/str.h"
#include "samtale/domain/deadline.h"

enum said signing_said(const char *value)
{
	static const struct {
		const char *name;
		enum said said;
	} names[] = { { "ja", SAID_YES }, { "yes", SAID_YES }, { "nej", SAID_NO }, { "no", SAID_NO } };

	for (size_t i = 0; i < LENGTH(names); i++)
		if (str_equal(value, names[i].name))
			return names[i].said;
	return SAID_NOTHING;
}

bool signing_number(const char *value, double *number)
{
	double scale = 1, total = 0;
	bool point = false;

	if (!*value)
		return false;
	for (; *value; value++) {
		if (*value == '.' && !point) {
			point = true;
			continue;
		}
		if (*value < '0' || *value > '9')
			return false;
		total = total * 10 + (*value - '0');
		scale *= point ? 10 : 1;
	}
	*number = total / scale;
	return true;
}

/* ---- goals, barriers, strengths, wishes ------------------------------------------------------------- */

static const enum plan_item_kind item_kinds[FEED_KINDS] = {
	[FEED_GOAL] = PLAN_GOAL,
	[FEED_BARRIER] = PLAN_BARRIER,
	[FEED_STRENGTH] = PLAN_STRENGTH,
	[FEED_WISH] = PLAN_WISH,
};

static const char item_same[] =
	"SELECT count(*) FROM plan_item WHERE citizen = ? AND kind = ? AND code = ? AND text = ?"
	" AND ended = 0 AND deleted = 0";
static const char goal_end[] =
	"UPDATE plan_item SET ended = 1 WHERE citizen = ? AND kind = ? AND code = ? AND ended = 0"
	" AND deleted = 0";

static bool item_is_there(struct signing *signing, const struct plan_item *item, bool *there, struct err *err)
{
	struct statement s;

	*there = false;
	if (!statement_begin(&s, signing->store, item_same, err))
		return false;
	statement_bind_int(&s, item->citizen);
	statement_bind_int(&s, item->kind);
	statement_bind_text(&s, item->code);
	statement_bind_text(&s, item->text);
	if (statement_row(&s))
		*there = statement_int(&s, 0) != 0;
	return statement_end(&s);
}

/* A new goal takes the place of the earlier one of the same code; barriers, strengths and wishes stand beside
 * each other. */
static bool goal_give_way(struct signing *signing, const struct plan_item *item, struct err *err)
{
	struct statement s;

	if (item->kind != PLAN_GOAL)
		return true;
	if (!statement_begin(&s, signing->store, goal_end, err))
		return false;
	statement_bind_int(&s, item->citizen);
	statement_bind_int(&s, item->kind);
	statement_bind_text(&s, item->code);
	return statement_end(&s);
}

static bool feed_item(struct signing *signing, const struct feed *feed, struct err *err)
{
	struct plan_item item = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
		.kind = item_kinds[feed->kind],
		.code = feed->code,
		.text = feed->text,
	};
	bool there;

	if (!item_is_there(signing, &item, &there, err))
		return false;
	return there || (goal_give_way(signing, &item, err) && item_row_put(signing->store, &item, err));
}

/* ---- steps ------------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	enum step_status status;
} step_statuses[] = {
	{ "gjort", STEP_DONE },
	{ "delvist", STEP_PARTLY },
	{ "ikke_gjort", STEP_NOT_DONE },
	{ "passede_ikke", STEP_NO_LONGER_FITS },
};

/* The newest step that was agreed in an earlier conversation and has no status yet. */
static const char step_status_set[] =
	"UPDATE plan_step SET status = ?3 WHERE id = (SELECT id FROM plan_step WHERE citizen = ?1"
	" AND status = 0 AND conversation NOT IN (0, ?2) AND deleted = 0 ORDER BY at DESC, id DESC LIMIT 1)";

static bool feed_step_status(struct signing *signing, const struct feed *feed, struct err *err)
{
	struct statement s;

	for (size_t i = 0; i < LENGTH(step_statuses); i++) {
		if (!str_equal(feed->value, step_statuses[i].name))
			continue;
		if (!statement_begin(&s, signing->store, step_status_set, err))
			return false;
		statement_bind_int(&s, signing->asked->citizen);
		statement_bind_int(&s, signing->asked->conversation);
		statement_bind_int(&s, step_statuses[i].status);
		return statement_end(&s);
	}
	return true;
}

/* A step said beside the closing one, which is the signing's own. It is the citizen's unless the guide says
 * whose; a date answered is its due date. */
static bool feed_step(struct signing *signing, const struct feed *feed, struct err *err)
{
	struct plan_step step = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
		.text = feed->text,
		.owner = STEP_OWNER_CITIZEN,
		.due = DATE_NONE,
		.status = STEP_AGREED,
	};

	if (!step_owner_parse(feed->code, &step.owner))
		step.owner = STEP_OWNER_CITIZEN;
	if (!date_parse_iso(feed->value, &step.due))
		step.due = DATE_NONE;
	return step_row_put(signing->store, &step, err);
}

/* ---- measures, guidance, notes, consent ------------------------------------------------------------- */

static bool feed_measure(struct signing *signing, const struct feed *feed, struct err *err)
{
	struct measure measure = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
		.series = feed->code,
		.date = signing->day,
	};

	return !signing_number(feed->value, &measure.value) || measure_row_add(signing->store, &measure, err);
}

/* Guidance counts only when it was given in writing (LAS section 35). What is to be sent has not been given yet, and that a
 * contract is signed does not show that it names event, consequence and the way back. */
static const struct {
	const char *name;
	enum channel channel;
	enum guidance_kind kind;
} guidance_answers[] = {
	{ "gennemgaaet_udleveret", CHANNEL_HANDED, GUIDANCE_RIGHTS },
	{ "gennemgaaet_sendes", CHANNEL_DIGITAL, GUIDANCE_PROMISED },
	{ "gennemgaaet_underskrevet", CHANNEL_HANDED, GUIDANCE_CONTRACT },
};

static bool feed_guidance(struct signing *signing, const struct feed *feed, struct err *err)
{
	struct guidance guidance = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
		.date = signing->day,
	};

	for (size_t i = 0; i < LENGTH(guidance_answers); i++) {
		if (!str_equal(feed->value, guidance_answers[i].name))
			continue;
		guidance.channel = channel_name(guidance_answers[i].channel);
		guidance.text_version = guidance_version(&signing->scratch, guidance_answers[i].kind,
							 signing->text_version);
		return guidance_row_add(signing->store, &guidance, err);
	}
	return true;
}

static bool feed_note(struct signing *signing, const struct feed *feed, struct err *err)
{
	struct journal_note note = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
	};
	struct str text;
	bool written;

	str_init(&text);
	str_add_label(&text, feed->label);
	str_add(&text, feed->text);
	note.text = text.text;
	written = note_row_add(signing->store, &note, feed->kind == FEED_EXCUSE ? "excuse" : "journal", err);
	str_done(&text);
	return written;
}

static bool feed_consent(struct signing *signing, const struct feed *feed, struct err *err)
{
	struct consent consent = {
		.citizen = signing->asked->citizen,
		.conversation = signing->asked->conversation,
		.subject = feed->label,
		.given = signing_said(feed->value) == SAID_YES,
	};

	return signing_said(feed->value) == SAID_NOTHING || consent_row_add(signing->store, &consent, err);
}

/* ---- which becomes what ----------------------------------------------------------------------------- */

/* NULL: written elsewhere. The appointment is the signing's own, as the caseworker left it; checks are made
 * of several answers. */
static bool (*const feed_writers[FEED_KINDS])(struct signing *, const struct feed *, struct err *) = {
	[FEED_JOURNAL] = feed_note,
	[FEED_GOAL] = feed_item,
	[FEED_STEP] = feed_step,
	[FEED_STEP_STATUS] = feed_step_status,
	[FEED_BARRIER] = feed_item,
	[FEED_STRENGTH] = feed_item,
	[FEED_WISH] = feed_item,
	[FEED_MEASURE] = feed_measure,
	[FEED_GUIDANCE] = feed_guidance,
	[FEED_EXCUSE] = feed_note,
	[FEED_CONSENT] = feed_consent,
};

bool signing_feeds(struct signing *signing, struct err *err)
{
	const struct feed_list *feeds = &signing->asked->feeds;
	int closing = feeds_closing_step(feeds);

	for (size_t i = 0; i < feeds->count; i++) {
		const struct feed *feed = &feeds->rows[i];

		if ((int)i == closing || !feed_writers[feed->kind] || !*feed->value)
			continue;
		if (!feed_writers[feed->kind](signing, feed, err))
			return false;
	}
	return true;
}

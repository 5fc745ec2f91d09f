#include "app/letter_desk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "samtale/base/tr.h"
#include "samtale/store/cases.h"
#include "samtale/store/letters.h"
#include "samtale/store/people.h"
#include "samtale/store/plans.h"

/* What a letter is made of, gathered from the store. */
struct papers {
	struct citizen citizen;
	struct caseworker caseworker;
	struct sanction_case file;
	struct sanction_event event;
	struct citizen_overview overview;
	struct appointment appointment;
	struct notification_list notifications;
	struct plan_sheet plan;
	struct letter_facts facts;
};

/* ---- gathering -------------------------------------------------------------------------------------- */

static bool find_caseworker(const struct letter_desk *desk, struct arena *arena, struct papers *papers,
			    struct err *err)
{
	struct caseworker_list list;

	if (!store_caseworkers(desk->store, arena, &list, err))
		return false;
	papers->caseworker = (struct caseworker){ .initials = "", .name = "", .team = "" };
	for (size_t i = 0; i < list.count; i++)
		if (list.rows[i].id == desk->caseworker)
			papers->caseworker = list.rows[i];
	return true;
}

/* The rules fill the event's dates; whether it may be done is asked when it is done. */
static bool find_case(const struct letter_desk *desk, const struct letter_order *order, struct arena *arena,
		      struct papers *papers, struct err *err)
{
	struct sanction_missing missing;

	if (order->sanction_case == 0)
		return true;
	if (!store_case(desk->store, order->sanction_case, arena, &papers->file, err))
		return false;
	papers->facts.file = &papers->file;
	if (order->event == NULL)
		return true;
	papers->event = *order->event;
	if (papers->event.author == 0)
		papers->event.author = desk->caseworker;
	(void)!sanction_may(&papers->file, desk->rules, &papers->event, desk->now.date, &missing, NULL);
	papers->facts.event = &papers->event;
	return true;
}

static bool find_appointment(const struct letter_desk *desk, const struct letter_order *order,
			     struct arena *arena, struct papers *papers, struct err *err)
{
	const struct citizen_overview *overview = &papers->overview;

	if (order->kind != LETTER_SUMMONS)
		return true;
	if (!store_overview(desk->store, papers->citizen.id, desk->now.date, arena, &papers->overview, err))
		return false;
	for (size_t i = 0; i < overview->appointment_count; i++) {
		if (order->about != 0 && overview->appointments[i].id != order->about)
			continue;
		papers->appointment = overview->appointments[i];
		papers->facts.appointment = &papers->appointment;
		return true;
	}
	return true;
}

static bool find_notification(const struct letter_desk *desk, const struct letter_order *order,
			      struct arena *arena, struct papers *papers, struct err *err)
{
	const struct notification_list *list = &papers->notifications;
	const struct notification *found = NULL;

	if (order->kind != LETTER_NOTIFICATION)
		return true;
	if (!store_notifications(desk->store, 0, papers->citizen.id, arena, &papers->notifications, err))
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct notification *row = &list->rows[i].notification;

		if (order->about == 0 ? found == NULL || row->at > found->at : row->id == order->about)
			found = row;
	}
	papers->facts.notification = found;
	return true;
}

static bool find_plan(const struct letter_desk *desk, const struct letter_order *order, struct arena *arena,
		      struct papers *papers, struct err *err)
{
	if (order->kind != LETTER_PLAN)
		return true;
	papers->facts.plan = &papers->plan;
	return store_plan_sheet(desk->store, papers->citizen.id, desk->now.date, arena, &papers->plan, err);
}

static bool gather(const struct letter_desk *desk, const struct letter_order *order, struct arena *arena,
		   struct papers *papers, struct err *err)
{
	int64_t citizen;

	*papers = (struct papers){ .facts = { .today = desk->now.date,
					      .rules = desk->rules,
					      .municipality = desk->municipality,
					      .contact = desk->contact,
					      .channel = order->channel,
					      .words = order->words } };
	if (!find_case(desk, order, arena, papers, err))
		return false;
	citizen = papers->facts.file != NULL ? papers->file.citizen : order->citizen;
	if (!store_citizen(desk->store, citizen, arena, &papers->citizen, err) ||
	    !find_caseworker(desk, arena, papers, err) ||
	    !find_appointment(desk, order, arena, papers, err) ||
	    !find_notification(desk, order, arena, papers, err) ||
	    !find_plan(desk, order, arena, papers, err))
		return false;
	papers->facts.citizen = &papers->citizen;
	papers->facts.caseworker = &papers->caseworker;
	return true;
}

/* The decision's letter is about the decision, whatever event sends it. */
static int64_t about_of(const struct papers *papers, const struct letter *letter)
{
	const struct sanction_event *decided = letter->kind == LETTER_DECISION && papers->facts.file != NULL
						       ? sanction_latest(papers->facts.file, SANCTION_DECIDE)
						       : NULL;

	return decided != NULL ? decided->id : letter->about;
}

/* What is read from the papers must outlive them: the arena holds all strings, and the letter holds no
 * pointer to them. */
bool desk_compose(const struct letter_desk *desk, const struct letter_order *order, struct arena *arena,
		  struct letter *letter, struct err *err)
{
	struct papers *papers = arena_alloc(arena, sizeof(*papers));
	const struct letter_template *template;
	enum letter_kind kind = order->kind;

	if (!gather(desk, order, arena, papers, err))
		return false;
	if (order->event != NULL)
		kind = letter_read_before(&papers->file, &papers->event);
	if (kind == LETTER_KINDS)
		return err_set(err, ERR_INPUT, "%s", _("This step sends no letter."));
	if (!letter_template_load(kind, desk->letter_dir, arena, &template, err))
		return false;
	letter_compose(template, &papers->facts, arena, letter);
	letter->about = about_of(papers, letter);
	return true;
}

/* ---- keeping and sending ---------------------------------------------------------------------------- */

bool desk_keep(const struct letter_desk *desk, struct letter *letter, struct arena *arena, struct err *err)
{
	const unsigned char *bytes;
	struct err no_pdf;
	size_t size;

	if (!letter_check(letter, NULL, err))
		return false;
	letter->media_type = "application/pdf";
	if (!letter_render_pdf(letter, desk->groff, arena, &bytes, &size, &no_pdf)) {
		const char *paper = letter_paper(letter, arena);

		letter->media_type = "text/plain";
		bytes = (const unsigned char *)paper;
		size = strlen(paper);
	}
	return store_letter_put(desk->store, letter, bytes, size, err);
}

static bool is_decision(enum letter_kind kind)
{
	return kind == LETTER_DECISION || kind == LETTER_NO_SANCTION;
}

bool desk_sent(const struct letter_desk *desk, const struct letter *letter, struct letter_sending *sending,
	       struct err *err)
{
	struct deadline deadline;
	struct arena scratch;
	enum channel channel;
	bool done;

	if (!channel_parse(sending->channel, &channel))
		return err_set(err, ERR_INPUT, "%s",
			       _("Say how the letter was sent: digital, letter, qletter, oral or handed."));
	arena_init(&scratch);
	/* When it is presumed to have come is told by the rule for complaints, whatever the letter. */
	done = deadline_compute(desk->rules, "complaint", sending->date, channel, letter->target_group,
				&scratch, &deadline, err);
	if (done) {
		sending->letter = letter->id;
		sending->received = deadline.received;
		sending->complaint = is_decision(letter->kind) ? deadline.due : DATE_NONE;
		done = store_letter_sent(desk->store, sending, err);
	}
	arena_done(&scratch);
	return done;
}

/* ---- the evidence bundle ---------------------------------------------------------------------------- */

/* The letters of the case, and the guidance that was kept for the citizen. */
static bool find_letters(const struct letter_desk *desk, const struct sanction_case *file,
			 struct arena *arena, struct letter_list *letters, struct err *err)
{
	struct letter_list all;

	*letters = (struct letter_list){ NULL, 0 };
	if (!store_letters(desk->store, file->citizen, arena, &all, err))
		return false;
	for (size_t i = 0; i < all.count; i++) {
		if (all.rows[i].sanction_case != file->id && all.rows[i].kind != LETTER_GUIDANCE)
			continue;
		letters->rows = arena_grow(arena, letters->rows, letters->count, sizeof(*letters->rows));
		letters->rows[letters->count++] = all.rows[i];
	}
	return true;
}

bool desk_bundle(const struct letter_desk *desk, int64_t sanction_case, struct arena *arena,
		 struct letter *letter, struct err *err)
{
	struct letter_order order = { .kind = LETTER_BUNDLE, .sanction_case = sanction_case };
	struct papers *papers = arena_alloc(arena, sizeof(*papers));
	struct letter_evidence evidence;
	struct letter_list letters;
	struct check_list checks;

	if (!gather(desk, &order, arena, papers, err) ||
	    !find_letters(desk, &papers->file, arena, &letters, err) ||
	    !store_checks(desk->store, papers->file.citizen, arena, &checks, err))
		return false;
	evidence = (struct letter_evidence){ &letters, &checks };
	letter_bundle(&papers->facts, &evidence, arena, letter);
	return true;
}

/* ---- files ------------------------------------------------------------------------------------------ */

static bool cannot_write(const char *path, struct err *err)
{
	int reason = errno;

	err_set(err, reason == EEXIST ? ERR_INPUT : ERR_IO,
		reason == EEXIST
			? _("%s is there already. Name another file; a letter is not written over another.")
			: _("%s cannot be written. Name a file in a folder where you may write."),
		path);
	return err_detail(err, "%s", strerror(reason));
}

bool desk_write(const char *path, const void *bytes, size_t size, struct err *err)
{
	const char *at = bytes;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool written = fd >= 0;

	while (written && size > 0) {
		ssize_t done = write(fd, at, size);

		if (done < 0 && errno == EINTR)
			continue;
		written = done > 0;
		at += written ? done : 0;
		size -= written ? (size_t)done : 0;
	}
	if (fd >= 0 && close(fd))
		written = false;
	return written || cannot_write(path, err);
}

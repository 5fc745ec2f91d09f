#include "sanction_truth.h"

#include <stdlib.h>
#include <string.h>

#include "samtale/domain/decision.h"

#define DAY_MS INT64_C(86400000)
#define BENEFIT 12000
#define RATE 600 /* of a benefit of 12000 kr. in 2025 */

/* ---- the promises ----------------------------------------------------------------------------- */

/* The piece of a case from its beginning, or from a remittal, to one event. */
struct piece {
	const struct sanction_case *file;
	size_t from, to;
};

/* The last event of that act in the piece; `to` when there is none. */
static size_t last(const struct piece *piece, enum sanction_act act)
{
	for (size_t i = piece->to; i > piece->from; i--)
		if (piece->file->events[i - 1].act == act)
			return i - 1;
	return piece->to;
}

static bool has(const struct piece *piece, enum sanction_act act)
{
	return last(piece, act) < piece->to;
}

static int day_of(const struct sanction_case *file, size_t event)
{
	return file->events[event].date.day;
}

static bool is_guided(const struct sanction_case *file)
{
	for (size_t i = 0; i < file->guidance_count; i++) {
		const struct guidance *given = &file->guidance[i];

		if (given->date.day < file->event_date.day && given->text_version[0] != '\0' &&
		    strchr(given->text_version, ':') == NULL)
			return true;
	}
	return false;
}

static int month_of(struct date date)
{
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	return 12 * year + month;
}

static struct date written_on(const struct sanction_event *event)
{
	struct date first;

	if (!date_from_ymd(1970, 1, 1, &first))
		abort();
	return date_add_days(first, (int)(event->at / DAY_MS));
}

static bool is_in_time(const struct sanction_case *file, const struct sanction_event *event)
{
	return month_of(written_on(event)) <= month_of(file->event_date) + 3;
}

static const char *heard_broken(const struct piece *piece)
{
	size_t hearing = last(piece, SANCTION_SEND_HEARING);
	size_t answer = last(piece, SANCTION_CITIZEN_ANSWERS), silence = last(piece, SANCTION_NO_ANSWER);
	const struct sanction_case *file = piece->file;

	if (hearing == piece->to)
		return "no hearing";
	if (answer < piece->to)
		return answer < hearing || day_of(file, answer) < day_of(file, hearing) ? "an answer before the hearing"
											 : NULL;
	if (silence == piece->to)
		return "neither an answer nor a reply date that passed";
	return day_of(file, silence) <= file->events[hearing].due.day ? "the reply date had not passed" : NULL;
}

static bool gave_a_ground(const struct piece *piece)
{
	for (size_t i = piece->from; i < piece->to; i++)
		if (piece->file->events[i].act == SANCTION_CITIZEN_ANSWERS &&
		    piece->file->events[i].code[0] != '\0')
			return true;
	return false;
}

static const char *assessed_broken(const struct piece *piece)
{
	size_t assessed = last(piece, SANCTION_ASSESS), answer = last(piece, SANCTION_CITIZEN_ANSWERS);
	const struct sanction_event *event = &piece->file->events[assessed];

	if (assessed == piece->to)
		return "no assessment";
	if (event->text[0] == '\0')
		return "an assessment without words";
	if (answer < piece->to && (answer > assessed || day_of(piece->file, answer) > event->date.day))
		return "an answer that was not assessed";
	if (gave_a_ground(piece) && strstr(event->code, "GROUND:refused") == NULL)
		return "a ground that was not refused";
	return NULL;
}

static const char *careful_broken(const struct piece *piece)
{
	size_t attempt = last(piece, SANCTION_CONTACT_ATTEMPT);
	const char *code = piece->file->events[last(piece, SANCTION_ASSESS)].code;

	if (piece->file->target_group != 3 && piece->file->target_group != 5)
		return NULL;
	if (attempt == piece->to || attempt > last(piece, SANCTION_SEND_HEARING))
		return "no attempt to reach the activity-ready citizen";
	if (strstr(code, "CIRCUMSTANCES") == NULL)
		return "other circumstances were not assessed";
	return strstr(code, "FURTHERS") == NULL ? "no reason why it furthers availability" : NULL;
}

static const char *letter_broken(const struct sanction_case *file, const struct sanction_event *event)
{
	static const char *const parts[] = { "== decision\n",       "== facts\n",  "== law\n",
					     "== considerations\n", "== regain\n", "== complaint\n" };

	for (size_t i = 0; i < LENGTH(parts); i++)
		if (strstr(event->text, parts[i]) == NULL)
			return "a letter without one of its parts";
	if ((file->target_group == 3 || file->target_group == 5) && strstr(event->text, "== view\n") == NULL)
		return "a letter without the special assessment";
	return NULL;
}

/* Weekdays from the event to the day before contact, at least one. Reckoned from a Monday of old. */
static const char *sum_broken(const struct sanction_case *file, const struct sanction_event *event)
{
	const char *contact = strstr(event->code, "CONTACT:"), *total = strstr(event->code, "TOTAL:");
	struct date until = DATE_NONE, monday;
	char iso[DATE_ISO_SIZE] = "";
	int days = 1;

	if (!date_from_ymd(2024, 1, 1, &monday) || contact == NULL || total == NULL)
		return "a decision without its sum";
	memcpy(iso, contact + strlen("CONTACT:"), DATE_ISO_SIZE - 1);
	if (!date_parse_iso(iso, &until))
		return "a decision without the day of contact";
	for (int day = file->event_date.day + 1; day < until.day; day++)
		days += (day - monday.day) % 7 < 5;
	return atoi(total + strlen("TOTAL:")) == days * RATE ? NULL : "another sum than the days give";
}

static const char *decision_broken(const struct piece *piece)
{
	const struct sanction_event *event = &piece->file->events[piece->to];
	const char *broken = NULL;

	if (!is_guided(piece->file))
		return "no written guidance before the event";
	if (!is_in_time(piece->file, event))
		return "after the third month";
	if ((broken = heard_broken(piece)) != NULL || (broken = assessed_broken(piece)) != NULL ||
	    (broken = careful_broken(piece)) != NULL || (broken = letter_broken(piece->file, event)) != NULL)
		return broken;
	if (event->date.day < day_of(piece->file, last(piece, SANCTION_ASSESS)) ||
	    day_of(piece->file, last(piece, SANCTION_ASSESS)) <
		    day_of(piece->file, last(piece, SANCTION_SEND_HEARING)))
		return "a decision dated before what it rests on";
	return sum_broken(piece->file, event);
}

static const char *after_broken(const struct piece *piece)
{
	const struct sanction_event *event = &piece->file->events[piece->to];
	size_t decided = last(piece, SANCTION_DECIDE), sent = last(piece, SANCTION_DISPATCH);

	if (decided == piece->to)
		return "nothing was decided";
	if (event->act == SANCTION_APPROVE && event->author == piece->file->events[decided].author)
		return "approved by the one who decided";
	if (event->act == SANCTION_DISPATCH && last(piece, SANCTION_APPROVE) == piece->to)
		return "sent without a second pair of eyes";
	if (event->act == SANCTION_DISPATCH && strstr(event->code, "SENT:") == NULL)
		return "sent without the time of day";
	if (event->act == SANCTION_PAY && !has(piece, SANCTION_DISPATCH))
		return "money before the decision was sent";
	if (event->act == SANCTION_PAY &&
	    (!is_in_time(piece->file, event) || event->date.day < day_of(piece->file, sent)))
		return "money out of time";
	if (event->act == SANCTION_CONTACT && !has(piece, SANCTION_PAY))
		return "closed before it was carried out";
	return event->act == SANCTION_COMPLAIN && event->text[0] == '\0' ? "a complaint without words" : NULL;
}

static bool is_final(enum sanction_state state)
{
	return state == SANCTION_EXCUSED || state == SANCTION_CLOSED_NO_SANCTION ||
	       state == SANCTION_CANCELLED || state == SANCTION_REVERSED || state == SANCTION_FINAL;
}

static const char *event_broken(const struct piece *piece)
{
	const struct sanction_event *event = &piece->file->events[piece->to];

	if (piece->to > 0 && is_final(event[-1].to))
		return "something after the end";
	if (event->date.day < piece->file->event_date.day || event->date.day > written_on(event).day)
		return "a day before the event or in the future";
	switch (event->act) {
	case SANCTION_SEND_HEARING:
		return is_guided(piece->file) ? NULL : "heard without guidance";
	case SANCTION_DECIDE: return decision_broken(piece);
	case SANCTION_APPROVE:
	case SANCTION_DISPATCH:
	case SANCTION_PAY:
	case SANCTION_CONTACT:
	case SANCTION_COMPLAIN: return after_broken(piece);
	case SANCTION_EXCUSE:
	case SANCTION_WITHDRAW:
	case SANCTION_DECIDE_NONE: return event->text[0] == '\0' ? "an end without a reason" : NULL;
	default: return NULL;
	}
}

const char *truth_broken(const struct sanction_case *file)
{
	struct piece piece = { file, 0, 0 };

	if (file->event_count > 0 && (file->target_group < 2 || file->target_group > 5))
		return "a case for somebody who cannot have one";
	for (; piece.to < file->event_count; piece.to++) {
		const char *broken = event_broken(&piece);

		if (broken != NULL)
			return broken;
		if (file->events[piece.to].act == SANCTION_BOARD_REMITTED)
			piece.from = piece.to + 1;
	}
	return NULL;
}

/* ---- the lot ---------------------------------------------------------------------------------- */

uint32_t luck_number(struct luck *luck, uint32_t below)
{
	luck->state = luck->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(luck->state >> 33) % below;
}

static bool one_in(struct luck *luck, uint32_t many)
{
	return luck_number(luck, many) == 0;
}

static enum sanction_act draw_act(struct luck *luck, const struct sanction_case *file)
{
	enum sanction_act acts[SANCTION_ACTS], drawn;
	size_t count = sanction_acts_from(sanction_state(file), acts);

	if (count == 0 || one_in(luck, 4))
		return (enum sanction_act)luck_number(luck, SANCTION_ACTS);
	/* Not often the acts that would end most cases at once. */
	do
		drawn = acts[luck_number(luck, (uint32_t)count)];
	while ((drawn == SANCTION_WITHDRAW || drawn == SANCTION_EXCUSE || drawn == SANCTION_DECIDE_NONE ||
		drawn == SANCTION_CHANGE) &&
	       !one_in(luck, 40));
	return drawn;
}

/* With each part of the letter, but now and then without one. */
static const char *draw_letter(struct luck *luck, struct arena *arena)
{
	static const char *const parts[] = { "decision", "facts",  "law",      "considerations",
					     "view",     "regain", "complaint" };
	size_t without = one_in(luck, 6) ? luck_number(luck, LENGTH(parts)) : LENGTH(parts);
	const char *text = "";

	for (size_t i = 0; i < LENGTH(parts); i++)
		if (i != without)
			text = arena_printf(arena, "%s== %s\nFordi.\n", text, parts[i]);
	return text;
}

static const char *draw_money(struct luck *luck, const struct sanction_case *file, const struct rules *rules,
			      const struct sanction_event *made, struct arena *arena)
{
	struct decision_money money = {
		.benefit = BENEFIT, .contact = date_add_days(file->event_date, 1 + (int)luck_number(luck, 9))
	};
	struct amount amount;
	struct err err;

	if (made->act == SANCTION_CONTACT)
		money.contact = made->date;
	if (decision_amount(file, rules, &money, made, arena, &amount, &err))
		money.total = amount.total;
	if (one_in(luck, 5))
		money.total += 600;
	return decision_money_write(&money, arena);
}

static const char *draw_code(struct luck *luck, const struct sanction_event *made)
{
	static const char *const answers[] = { "", "ILLNESS", "ILLNESS TRANSPORT" };
	static const char *const assessments[] = {
		"ILLNESS TRANSPORT GROUND:refused CIRCUMSTANCES FURTHERS", "GROUND:refused CIRCUMSTANCES",
		"ILLNESS TRANSPORT GROUND:refused CIRCUMSTANCES FURTHERS", "GROUND:refused FURTHERS",
		"ILLNESS TRANSPORT GROUND:accepted CIRCUMSTANCES FURTHERS", "ILLNESS CIRCUMSTANCES FURTHERS"
	};

	if (made->act == SANCTION_ASSESS)
		return assessments[luck_number(luck, LENGTH(assessments))];
	if (made->act == SANCTION_DISPATCH)
		return one_in(luck, 4) ? "" : "SENT:14:05";
	return answers[luck_number(luck, LENGTH(answers))];
}

struct sanction_event luck_act(struct luck *luck, const struct sanction_case *file, const struct rules *rules,
			       struct date *today, const int64_t authors[2], struct arena *arena)
{
	static const char *const channels[] = { "digital", "digital", "digital", "letter", "oral", "", "handed" };
	struct sanction_event made = { .act = draw_act(luck, file), .due = DATE_NONE };

	/* Some cases are quick, others wait until it is too late. */
	if (one_in(luck, 3))
		*today = date_add_days(*today, one_in(luck, 25) ? 40 : (int)luck_number(luck, 7));
	made.date = one_in(luck, 6) ? date_add_days(*today, 1 - (int)luck_number(luck, 12)) : *today;
	made.channel = channels[luck_number(luck, LENGTH(channels))];
	made.text = one_in(luck, 8) ? "" : "Fordi det forholder sig sådan.";
	made.code = draw_code(luck, &made);
	made.author = authors[luck_number(luck, 2)];
	if (made.act == SANCTION_DECIDE)
		made.text = draw_letter(luck, arena);
	if (made.act == SANCTION_DECIDE || made.act == SANCTION_CONTACT)
		made.code = draw_money(luck, file, rules, &made, arena);
	return made;
}

bool luck_guidance(struct luck *luck, struct date event, struct guidance *guidance)
{
	static const char *const wordings[] = { "", "general: 2024-1", "contract: 2024-1", "promised: 2024-1",
						"40a: 2024-1" };

	*guidance = (struct guidance){ .date = date_add_days(event, 1 - (int)luck_number(luck, 30)),
				       .channel = "handed",
				       .text_version = "2024-1" };
	if (one_in(luck, 4))
		guidance->text_version = wordings[luck_number(luck, LENGTH(wordings))];
	return !one_in(luck, 8);
}

#include "desk.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE_MS 60000
#define CASEWORKER 7
#define CITIZEN 11
#define CONVERSATION 21

static struct date day(int year, int month, int number)
{
	struct date date = DATE_NONE;

	if (!date_from_ymd(year, month, number, &date))
		BUG("a test names a day that does not exist");
	return date;
}

void desk_init(struct desk *desk)
{
	*desk = (struct desk){ .failing = EFFECT_QUIT };
	arena_init(&desk->arena);
	desk->now = (struct moment){ .utc_ms = INT64_C(1795420800000),
				     .date = day(2026, 11, 23),
				     .minute = 540 };
	desk->citizen = (struct citizen){
		.id = CITIZEN,
		.cpr = "1505800101",
		.given_names = "Karim",
		.surname = "Nielsen",
		.address = "",
		.postcode = "",
		.city = "",
		.phone = "",
		.email = "",
		.language = "da",
		.target_group = 2,
		.benefit = "kontanthjælp",
		.coordinator_name = "",
		.unemployment_fund = "",
		.job_goal = "",
		.disco08 = "",
		.education = "",
		.benefit_from = day(2026, 3, 2),
	};
	desk->row = (struct agenda_row){ .section = AGENDA_CONVERSATIONS,
					 .kind = AGENDA_APPOINTMENT,
					 .citizen = CITIZEN,
					 .ref = 31,
					 .date = desk->now.date,
					 .minute = 540,
					 .name = "Karim Nielsen",
					 .what = "jobsamtale",
					 .form = "fremmøde",
					 .benefit_weeks = 37 };
}

/* ---- the memory ----------------------------------------------------------------------------------- */

static const struct answer *latest(const struct desk *desk, const char *question)
{
	for (size_t i = desk->answer_count; i-- > 0;)
		if (str_equal(desk->answers[i].question, question))
			return &desk->answers[i];
	return NULL;
}

const struct answer *desk_answer(const struct desk *desk, const char *question)
{
	return latest(desk, question);
}

static struct draft *draft_at(const struct desk *desk, const char *place)
{
	for (size_t i = 0; i < desk->draft_count; i++)
		if (str_equal(desk->drafts[i].place, place))
			return (struct draft *)(uintptr_t)&desk->drafts[i];
	return NULL;
}

const char *desk_draft(const struct desk *desk, const char *place)
{
	const struct draft *draft = draft_at(desk, place);

	return draft != NULL ? draft->text : "";
}

static void put_draft(struct desk *desk, const struct draft *in)
{
	struct draft *draft = draft_at(desk, in->place);

	if (draft == NULL) {
		if (desk->draft_count == DESK_DRAFTS)
			BUG("a test writes more drafts than the desk holds");
		draft = &desk->drafts[desk->draft_count++];
		draft->place = arena_strdup(&desk->arena, in->place);
	}
	draft->ref = in->ref;
	draft->text = arena_strdup(&desk->arena, in->text);
	draft->at = in->at;
}

static void add_answer(struct desk *desk, const struct answer *in)
{
	char place[80] = "conversation/";

	if (desk->answer_count == DESK_ANSWERS)
		BUG("a test writes more answers than the desk holds");
	desk->answers[desk->answer_count++] = (struct answer){
		.question = arena_strdup(&desk->arena, in->question),
		.state = in->state,
		.value = arena_strdup(&desk->arena, in->value),
		.note = arena_strdup(&desk->arena, in->note),
		.at = desk->now.utc_ms + (int64_t)desk->answer_count,
	};
	strncat(place, in->question, sizeof(place) - strlen(place) - 1);
	put_draft(desk, &(struct draft){ .place = place, .text = "" });
}

static bool sit(struct desk *desk, struct effect *effect, struct err *err)
{
	struct sitting *out = effect->sitting.out;
	size_t count = 0;

	if (!desk->begun) {
		desk->begun = true;
		desk->conversation = (struct conversation){
			.id = CONVERSATION,
			.citizen = effect->sitting.citizen,
			.caseworker = CASEWORKER,
			.appointment = effect->sitting.appointment,
			.guide = arena_strdup(&desk->arena, effect->sitting.guide),
			.form = arena_strdup(&desk->arena, effect->sitting.form),
			.started = desk->now.date,
			.started_at = desk->now.utc_ms,
			.position = "",
		};
	}
	*out = (struct sitting){ .conversation = desk->conversation,
				 .citizen = desk->citizen,
				 .benefit_weeks = 37,
				 .draft = "",
				 .last = { desk->last, desk->last_count } };
	if (!guide_load(desk->conversation.guide, tr_language(), NULL, &out->guide, err))
		return false;
	if (desk->conversation.guide_version == 0)
		desk->conversation.guide_version = guide_version(out->guide);
	out->conversation.guide_version = desk->conversation.guide_version;
	out->conversation.answers = arena_array(effect->arena, desk->answer_count, sizeof(struct answer));
	for (size_t i = 0; i < desk->answer_count; i++)
		if (latest(desk, desk->answers[i].question) == &desk->answers[i])
			out->conversation.answers[count++] = desk->answers[i];
	out->conversation.answer_count = count;
	return true;
}

static void list_guides(struct effect *effect)
{
	const char *const *ids = guide_ids(tr_language(), NULL, effect->arena);
	struct guide_list *out = effect->guides.out;

	for (; ids[out->count] != NULL; out->count++) {
		struct guide *guide;

		out->rows = arena_grow(effect->arena, out->rows, out->count, sizeof(*out->rows));
		if (!guide_load(ids[out->count], tr_language(), NULL, &guide, NULL))
			BUG("a guide of ours cannot be read");
		out->rows[out->count] = (struct guide_entry){
			ids[out->count], arena_strdup(effect->arena, guide_title(guide)),
			guide_is_for(guide, effect->guides.target_group)
		};
		guide_free(guide);
	}
}

static void find_latest_draft(struct desk *desk, struct effect *effect)
{
	struct draft *out = effect->draft_latest.out;

	*out = (struct draft){ .place = NULL };
	for (size_t i = 0; i < desk->draft_count; i++)
		if (*desk->drafts[i].text != '\0' && (out->place == NULL || desk->drafts[i].at >= out->at))
			*out = desk->drafts[i];
}

static void sign(struct desk *desk, const struct conversation_signing *in)
{
	desk->signings++;
	desk->signed_last = *in;
	desk->signed_last.summary = arena_strdup(&desk->arena, in->summary);
	desk->signed_last.step.text = arena_strdup(&desk->arena, in->step.text);
	desk->signed_last.next.type = arena_strdup(&desk->arena, in->next.type);
	desk->signed_last.next.form = arena_strdup(&desk->arena, in->next.form);
	desk->conversation.state = CONVERSATION_SIGNED;
}

static bool perform(struct desk *desk, struct effect *effect, struct err *err)
{
	if (effect->kind == desk->failing && effect->kind != EFFECT_QUIT)
		return err_set(err, ERR_FULL, "The disk is full; nothing was lost.");
	switch (effect->kind) {
	case EFFECT_CASEWORKERS:
		effect->caseworkers.out->rows = arena_alloc(effect->arena, sizeof(struct caseworker));
		effect->caseworkers.out->rows[0] = (struct caseworker){ CASEWORKER, "meho", "Mette Holm",
									"JOB" };
		effect->caseworkers.out->count = 1;
		return true;
	case EFFECT_AGENDA: *effect->agenda.out = (struct agenda){ &desk->row, 1 }; return true;
	case EFFECT_OVERVIEW:
		*effect->overview.out = (struct citizen_overview){ .citizen = desk->citizen,
								   .benefit_weeks = 37 };
		return true;
	case EFFECT_GUIDES: list_guides(effect); return true;
	case EFFECT_SITTING: return sit(desk, effect, err);
	case EFFECT_ANSWER: add_answer(desk, &effect->answer.in); return true;
	case EFFECT_CONVERSATION_SET:
		desk->conversation.state = effect->conversation_set.state;
		desk->conversation.position = arena_strdup(&desk->arena, effect->conversation_set.position);
		return true;
	case EFFECT_DRAFT_PUT: put_draft(desk, &effect->draft_put.in); return true;
	case EFFECT_DRAFT:
		*effect->draft.out = arena_strdup(effect->arena, desk_draft(desk, effect->draft.place));
		return true;
	case EFFECT_DRAFT_LATEST: find_latest_draft(desk, effect); return true;
	case EFFECT_SIGN: sign(desk, effect->sign.in); return true;
	case EFFECT_CHECK_ADD: desk->check = *effect->check_add.in; return true;
	case EFFECT_LANGUAGE: tr_use(effect->language.language); return true;
	default: return true;
	}
}

/* ---- the keys ------------------------------------------------------------------------------------- */

static void handle(struct desk *desk, struct event *event)
{
	struct effects effects = { .count = 0 };

	event->now = desk->now;
	app_update(desk->app, event, &effects);
	desk->flush_wanted |= app_wants_flush(desk->app);
	while (effects.count > 0) {
		struct effects asked = effects;

		effects.count = 0;
		for (int i = 0; i < asked.count; i++) {
			struct event done = { .kind = EVENT_DONE,
					      .now = desk->now,
					      .done = { .ticket = asked.list[i].ticket } };

			done.done.ok = perform(desk, &asked.list[i], &done.done.err);
			app_update(desk->app, &done, &effects);
			desk->flush_wanted |= app_wants_flush(desk->app);
		}
	}
}

void desk_open(struct desk *desk, int rows, int cols)
{
	struct app_options options = { .caseworker = "meho" };

	if (desk->app != NULL) {
		app_free(desk->app);
		cells_done(&desk->cells);
	}
	desk->keys = 0;
	desk->app = app_new(&options);
	cells_init(&desk->cells, rows, cols);
	handle(desk, &(struct event){ .kind = EVENT_START, .size = { rows, cols } });
}

void desk_done(struct desk *desk)
{
	app_free(desk->app);
	cells_done(&desk->cells);
	arena_done(&desk->arena);
}

static void press(struct desk *desk, struct key key)
{
	desk->keys += !(key.name == KEYNAME_CHAR && app_takes_text(desk->app));
	handle(desk, &(struct event){ .kind = EVENT_KEY, .key = key });
}

static void type_text(struct desk *desk, const char **at)
{
	struct key key;

	while (**at != '"') {
		if (**at == ' ') {
			key = key_char(" ");
			(*at)++;
		} else if (!key_parse(at, &key)) {
			BUG("a test types what is no key");
		}
		press(desk, key);
	}
	(*at)++;
}

void desk_keys(struct desk *desk, const char *keys)
{
	struct key key;

	while (*(keys += strspn(keys, " ")) != '\0') {
		if (*keys == '"') {
			keys++;
			type_text(desk, &keys);
		} else if (key_parse(&keys, &key)) {
			press(desk, key);
		} else {
			BUG("a test presses what is no key");
		}
	}
}

void desk_wait(struct desk *desk, int seconds)
{
	desk->now.utc_ms += (int64_t)seconds * 1000;
	desk->now.minute += seconds * 1000 / MINUTE_MS;
	handle(desk, &(struct event){ .kind = EVENT_TICK });
}

void desk_resize(struct desk *desk, int rows, int cols)
{
	cells_resize(&desk->cells, rows, cols);
	handle(desk, &(struct event){ .kind = EVENT_RESIZE, .size = { rows, cols } });
}

const char *desk_screen(struct desk *desk)
{
	struct str text;
	const char *copy;

	app_view(desk->app, &desk->cells);
	str_init(&text);
	cells_text(&desk->cells, &text);
	copy = arena_strdup(&desk->arena, text.text);
	str_done(&text);
	return copy;
}

int desk_setup(void **state)
{
	static struct desk desk;

	tr_use(LANGUAGE_DA);
	desk_init(&desk);
	*state = &desk;
	return 0;
}

int desk_setup_open(void **state)
{
	desk_setup(state);
	desk_open(*state, 24, 80);
	return 0;
}

int desk_teardown(void **state)
{
	desk_done(*state);
	return 0;
}

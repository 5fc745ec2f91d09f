#include "app/runner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/progress_labels.h"
#include "app/runner_effects.h"
#include "samtale/store/activities.h"
#include "samtale/store/agenda.h"
#include "samtale/store/measures.h"
#include "samtale/store/people.h"

/* More than this for one event is a core that asks in circles. */
#define PERFORMED_MOST 1000

static bool perform_quit(struct runner *runner, struct effect *effect, struct err *err)
{
	(void)effect, (void)err;
	runner->quit = true;
	return true;
}

static bool perform_repaint(struct runner *runner, struct effect *effect, struct err *err)
{
	(void)effect, (void)err;
	runner->repaint = true;
	return true;
}

static bool perform_sign_in(struct runner *runner, struct effect *effect, struct err *err)
{
	char text[24];

	runner->caseworker = effect->sign_in.caseworker;
	store_stamp(runner->store, runner->caseworker, runner->now);
	snprintf(text, sizeof(text), "%" PRId64, runner->caseworker);
	return store_setting_put(runner->store, RUNNER_SETTING_CASEWORKER, text, err);
}

static bool perform_language(struct runner *runner, struct effect *effect, struct err *err)
{
	tr_use(effect->language.language);
	return store_setting_put(runner->store, RUNNER_SETTING_LANGUAGE, tr_code(effect->language.language),
				 err);
}

static bool perform_caseworkers(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_caseworkers(runner->store, effect->arena, effect->caseworkers.out, err);
}

static bool perform_last_caseworker(struct runner *runner, struct effect *effect, struct err *err)
{
	struct arena arena;
	const char *value = "";
	bool ok;

	arena_init(&arena);
	ok = store_setting(runner->store, RUNNER_SETTING_CASEWORKER, &arena, &value, err);
	if (ok)
		*effect->last_caseworker.out = strtoll(value, NULL, 10);
	arena_done(&arena);
	return ok;
}

static bool perform_agenda(struct runner *runner, struct effect *effect, struct err *err)
{
	if (!store_agenda(runner->store, runner->rules, effect->agenda.caseworker, runner->now, effect->arena,
			  effect->agenda.out, err))
		return false;
	return runner->kinds == NULL ||
	       store_agenda_activities(runner->store, effect->agenda.caseworker, runner->now.date, runner->kinds,
				       runner->rules, effect->arena, effect->agenda.out, err);
}

static bool perform_caseload(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_caseload(runner->store, &effect->caseload.query, effect->arena, effect->caseload.out,
			      err) &&
	       runner_mark_conflicts(runner, effect->arena, effect->caseload.out, err);
}

static bool perform_overview(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_overview(runner->store, effect->overview.citizen, runner->now.date, effect->arena,
			      effect->overview.out, err);
}

static bool perform_history(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_history(runner->store, effect->history.citizen, effect->arena, effect->history.out, err);
}

static bool perform_progress(struct runner *runner, struct effect *effect, struct err *err)
{
	if (!store_progress(runner->store, effect->progress.citizen, runner->now.date, effect->arena,
			    effect->progress.out, err))
		return false;
	progress_labels_find(effect->progress.out, runner->guide_dir, effect->arena);
	return true;
}

static bool perform_draft_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_draft_put(runner->store, &effect->draft_put.in, err);
}

static bool perform_draft(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_draft(runner->store, effect->draft.place, effect->draft.ref, effect->arena,
			   effect->draft.out, err);
}

static bool perform_draft_latest(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_draft_latest(runner->store, effect->arena, effect->draft_latest.out, err);
}

static bool perform_appointment_put(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_appointment_put(runner->store, effect->appointment_put.in, err);
}

static bool perform_note_add(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_note_add(runner->store, effect->note_add.in, err);
}

static bool perform_undo(struct runner *runner, struct effect *effect, struct err *err)
{
	return store_undo(runner->store, effect->arena, effect->undo.out, err);
}

static bool (*const performers[EFFECT_KINDS])(struct runner *runner, struct effect *effect,
					      struct err *err) = {
	[EFFECT_QUIT] = perform_quit,
	[EFFECT_REPAINT] = perform_repaint,
	[EFFECT_SIGN_IN] = perform_sign_in,
	[EFFECT_LANGUAGE] = perform_language,
	[EFFECT_CASEWORKERS] = perform_caseworkers,
	[EFFECT_LAST_CASEWORKER] = perform_last_caseworker,
	[EFFECT_AGENDA] = perform_agenda,
	[EFFECT_CASELOAD] = perform_caseload,
	[EFFECT_OVERVIEW] = perform_overview,
	[EFFECT_HISTORY] = perform_history,
	[EFFECT_RECORD] = perform_record,
	[EFFECT_PROGRESS] = perform_progress,
	[EFFECT_GUIDES] = perform_guides,
	[EFFECT_SITTING] = perform_sitting,
	[EFFECT_ANSWER] = perform_answer,
	[EFFECT_CONVERSATION_SET] = perform_conversation_set,
	[EFFECT_SIGN] = perform_sign,
	[EFFECT_CORRECT] = perform_correct,
	[EFFECT_CORRECTION_DROP] = perform_correction_drop,
	[EFFECT_DRAFT_PUT] = perform_draft_put,
	[EFFECT_DRAFT] = perform_draft,
	[EFFECT_DRAFT_LATEST] = perform_draft_latest,
	[EFFECT_APPOINTMENT_PUT] = perform_appointment_put,
	[EFFECT_STEP_PUT] = perform_step_put,
	[EFFECT_CHECK_ADD] = perform_check_add,
	[EFFECT_NOTIFICATION_ADD] = perform_notification_add,
	[EFFECT_NOTIFICATIONS] = perform_notifications,
	[EFFECT_NOTIFICATION_ANSWER] = perform_notification_answer,
	[EFFECT_GUIDANCE_ADD] = perform_guidance_add,
	[EFFECT_NOTE_ADD] = perform_note_add,
	[EFFECT_NO_SHOW] = perform_no_show,
	[EFFECT_CASE] = perform_case,
	[EFFECT_CASE_OPEN] = perform_case_open,
	[EFFECT_CASE_EVENT] = perform_case_event,
	[EFFECT_PLAN] = perform_plan,
	[EFFECT_PLAN_ITEM_PUT] = perform_plan_item_put,
	[EFFECT_PLAN_TRACK_PUT] = perform_plan_track_put,
	[EFFECT_PLAN_POSITION_PUT] = perform_plan_position_put,
	[EFFECT_PLAN_ANSWER] = perform_plan_answer,
	[EFFECT_PLAN_DECIDE] = perform_plan_decide,
	[EFFECT_CONSENT_ADD] = perform_consent_add,
	[EFFECT_ACTIVITIES] = perform_activities,
	[EFFECT_ACTIVITY_REGISTER] = perform_activity_register,
	[EFFECT_ACTIVITY_EXTEND] = perform_activity_extend,
	[EFFECT_ACTIVITY_STAGE] = perform_activity_stage,
	[EFFECT_ACTIVITY_DROP] = perform_activity_drop,
	[EFFECT_ATTENDANCE] = perform_attendance,
	[EFFECT_ATTENDANCE_ADD] = perform_attendance_add,
	[EFFECT_EMPLOYERS] = perform_employers,
	[EFFECT_EMPLOYER] = perform_employer,
	[EFFECT_EMPLOYER_WRITE] = perform_employer_write,
	[EFFECT_OPENINGS] = perform_openings,
	[EFFECT_MATCH] = perform_match,
	[EFFECT_NEVER] = perform_never,
	[EFFECT_NEED_PUT] = perform_need_put,
	[EFFECT_REFERRAL_ADD] = perform_referral_add,
	[EFFECT_REFERRAL_EVENT_ADD] = perform_referral_event_add,
	[EFFECT_LETTERS] = perform_letters,
	[EFFECT_LETTER] = perform_letter,
	[EFFECT_LETTER_PREVIEW] = perform_letter_preview,
	[EFFECT_LETTER_KEEP] = perform_letter_keep,
	[EFFECT_LETTER_SENT] = perform_letter_sent,
	[EFFECT_LETTER_EXPORT] = perform_letter_export,
	[EFFECT_BUNDLE] = perform_bundle,
	[EFFECT_EFFORTS] = perform_efforts,
	[EFFECT_EFFORT_DECIDE] = perform_effort_decide,
	[EFFECT_REFUND] = perform_refund,
	[EFFECT_LADDER] = perform_ladder,
	[EFFECT_POPULATION] = perform_population,
	[EFFECT_CONTACT_LIST] = perform_contact_list,
	[EFFECT_CONTACT] = perform_contact,
	[EFFECT_CONTACT_PERSON_PUT] = perform_contact_person_put,
	[EFFECT_EXEMPTION_PUT] = perform_exemption_put,
	[EFFECT_HANDOVER_ADD] = perform_handover_add,
	[EFFECT_HANDOVER_ANSWER] = perform_handover_answer,
	[EFFECT_SEAT_ASK] = perform_seat_ask,
	[EFFECT_FOLLOWUP_LIST] = perform_followup_list,
	[EFFECT_FOLLOWUP] = perform_followup,
	[EFFECT_FOLLOWUP_ADD] = perform_followup_add,
	[EFFECT_CONFLICTS] = perform_conflicts,
	[EFFECT_CONFLICT_CHOOSE] = perform_conflict_choose,
	[EFFECT_SYNC_STATE] = perform_sync_state,
	[EFFECT_SYNC_START] = perform_sync_start,
	[EFFECT_HELD] = perform_held,
	[EFFECT_HELD_ACT] = perform_held_act,

	[EFFECT_UNDO] = perform_undo,
};

static struct event perform(struct runner *runner, struct effect *effect)
{
	struct event done = { .kind = EVENT_DONE, .now = runner->now, .done = { .ticket = effect->ticket } };

	if ((unsigned)effect->kind >= EFFECT_KINDS || !performers[effect->kind])
		BUG("an effect that nobody performs");
	store_stamp(runner->store, runner->caseworker, runner->now);
	done.done.ok = performers[effect->kind](runner, effect, &done.done.err);
	return done;
}

void runner_perform(struct runner *runner, struct app *app, struct effects *effects, struct moment now)
{
	int performed = 0;

	runner->now = now;
	while (effects->count) {
		struct effects asked = *effects;

		effects->count = 0;
		for (int i = 0; i < asked.count; i++) {
			struct event done = perform(runner, &asked.list[i]);

			if (++performed > PERFORMED_MOST)
				BUG("a core that asks in circles");
			app_update(app, &done, effects);
			runner->flush |= app_wants_flush(app);
		}
	}
}

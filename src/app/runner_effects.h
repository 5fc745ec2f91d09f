/* runner_effects.h - one function an effect, for the table in runner.c.
 *
 * Each does what the effect's comment in ui/effect.h says; err is what EVENT_DONE then carries. */
#ifndef SAMTALE_APP_RUNNER_EFFECTS_H
#define SAMTALE_APP_RUNNER_EFFECTS_H

#include "app/runner.h"

/* runner_conversation.c */
bool perform_record(struct runner *runner, struct effect *effect, struct err *err);
bool perform_guides(struct runner *runner, struct effect *effect, struct err *err);
bool perform_sitting(struct runner *runner, struct effect *effect, struct err *err);
bool perform_answer(struct runner *runner, struct effect *effect, struct err *err);
bool perform_conversation_set(struct runner *runner, struct effect *effect, struct err *err);
bool perform_correct(struct runner *runner, struct effect *effect, struct err *err);
bool perform_correction_drop(struct runner *runner, struct effect *effect, struct err *err);
bool perform_sign(struct runner *runner, struct effect *effect, struct err *err);
bool perform_step_put(struct runner *runner, struct effect *effect, struct err *err);

/* runner_plan.c */
bool perform_plan(struct runner *runner, struct effect *effect, struct err *err);
bool perform_plan_item_put(struct runner *runner, struct effect *effect, struct err *err);
bool perform_plan_track_put(struct runner *runner, struct effect *effect, struct err *err);
bool perform_plan_position_put(struct runner *runner, struct effect *effect, struct err *err);
bool perform_plan_answer(struct runner *runner, struct effect *effect, struct err *err);
bool perform_plan_decide(struct runner *runner, struct effect *effect, struct err *err);
bool perform_consent_add(struct runner *runner, struct effect *effect, struct err *err);
/* runner_activities.c */
bool perform_activities(struct runner *runner, struct effect *effect, struct err *err);
bool perform_activity_register(struct runner *runner, struct effect *effect, struct err *err);
bool perform_activity_extend(struct runner *runner, struct effect *effect, struct err *err);
bool perform_activity_stage(struct runner *runner, struct effect *effect, struct err *err);
bool perform_activity_drop(struct runner *runner, struct effect *effect, struct err *err);
bool perform_attendance(struct runner *runner, struct effect *effect, struct err *err);
bool perform_attendance_add(struct runner *runner, struct effect *effect, struct err *err);

/* runner_cases.c */
bool perform_check_add(struct runner *runner, struct effect *effect, struct err *err);
bool perform_notification_add(struct runner *runner, struct effect *effect, struct err *err);
bool perform_notifications(struct runner *runner, struct effect *effect, struct err *err);
bool perform_notification_answer(struct runner *runner, struct effect *effect, struct err *err);
bool perform_guidance_add(struct runner *runner, struct effect *effect, struct err *err);
bool perform_no_show(struct runner *runner, struct effect *effect, struct err *err);
bool perform_case(struct runner *runner, struct effect *effect, struct err *err);
bool perform_case_open(struct runner *runner, struct effect *effect, struct err *err);

/* runner_letters.c */
bool perform_case_event(struct runner *runner, struct effect *effect, struct err *err);
bool perform_letters(struct runner *runner, struct effect *effect, struct err *err);
bool perform_letter(struct runner *runner, struct effect *effect, struct err *err);
bool perform_letter_preview(struct runner *runner, struct effect *effect, struct err *err);
bool perform_letter_keep(struct runner *runner, struct effect *effect, struct err *err);
bool perform_letter_sent(struct runner *runner, struct effect *effect, struct err *err);
bool perform_letter_export(struct runner *runner, struct effect *effect, struct err *err);
bool perform_bundle(struct runner *runner, struct effect *effect, struct err *err);

/* runner_work.c */
bool perform_employers(struct runner *runner, struct effect *effect, struct err *err);
bool perform_employer(struct runner *runner, struct effect *effect, struct err *err);
bool perform_employer_write(struct runner *runner, struct effect *effect, struct err *err);
bool perform_openings(struct runner *runner, struct effect *effect, struct err *err);
bool perform_match(struct runner *runner, struct effect *effect, struct err *err);
bool perform_never(struct runner *runner, struct effect *effect, struct err *err);
bool perform_need_put(struct runner *runner, struct effect *effect, struct err *err);
bool perform_referral_add(struct runner *runner, struct effect *effect, struct err *err);
bool perform_referral_event_add(struct runner *runner, struct effect *effect, struct err *err);
/* runner_reports.c */
bool perform_efforts(struct runner *runner, struct effect *effect, struct err *err);
bool perform_effort_decide(struct runner *runner, struct effect *effect, struct err *err);
bool perform_refund(struct runner *runner, struct effect *effect, struct err *err);
bool perform_ladder(struct runner *runner, struct effect *effect, struct err *err);
bool perform_population(struct runner *runner, struct effect *effect, struct err *err);

/* runner_rhythm.c */
bool perform_contact_list(struct runner *runner, struct effect *effect, struct err *err);
bool perform_contact(struct runner *runner, struct effect *effect, struct err *err);
bool perform_contact_person_put(struct runner *runner, struct effect *effect, struct err *err);
bool perform_exemption_put(struct runner *runner, struct effect *effect, struct err *err);
bool perform_handover_add(struct runner *runner, struct effect *effect, struct err *err);
bool perform_handover_answer(struct runner *runner, struct effect *effect, struct err *err);
bool perform_seat_ask(struct runner *runner, struct effect *effect, struct err *err);
bool perform_followup_list(struct runner *runner, struct effect *effect, struct err *err);
bool perform_followup(struct runner *runner, struct effect *effect, struct err *err);
bool perform_followup_add(struct runner *runner, struct effect *effect, struct err *err);

/* runner_sync.c */
bool perform_conflicts(struct runner *runner, struct effect *effect, struct err *err);
bool perform_conflict_choose(struct runner *runner, struct effect *effect, struct err *err);
bool runner_mark_conflicts(struct runner *runner, struct arena *arena, struct caseload *window, struct err *err);
bool perform_sync_state(struct runner *runner, struct effect *effect, struct err *err);
bool perform_sync_start(struct runner *runner, struct effect *effect, struct err *err);
bool perform_held(struct runner *runner, struct effect *effect, struct err *err);
bool perform_held_act(struct runner *runner, struct effect *effect, struct err *err);

#endif

/* screens.h - what each file in this folder ends in. */
#ifndef SAMTALE_UI_SCREEN_SCREENS_H
#define SAMTALE_UI_SCREEN_SCREENS_H

#include "ui/core/screen.h"

extern const struct screen_kind screen_caseload;
extern const struct screen_kind screen_citizen;
extern const struct screen_kind screen_history;
extern const struct screen_kind screen_record;
extern const struct screen_kind screen_activity;
extern const struct screen_kind screen_activity_new;
extern const struct screen_kind screen_activity_change;
extern const struct screen_kind screen_attendance;
extern const struct screen_kind screen_booking;
extern const struct screen_kind screen_note;
extern const struct screen_kind screen_check;
extern const struct screen_kind screen_no_show;
extern const struct screen_kind screen_notification;
extern const struct screen_kind screen_letters;
extern const struct screen_kind screen_letter;
extern const struct screen_kind screen_letter_file;
extern const struct screen_kind screen_notifications;
extern const struct screen_kind screen_answer;
extern const struct screen_kind screen_guidance;
extern const struct screen_kind screen_sanction_case;
extern const struct screen_kind screen_case_act;
extern const struct screen_kind screen_chooser;
extern const struct screen_kind screen_closing;
extern const struct screen_kind screen_conversation;
extern const struct screen_kind screen_correction;
extern const struct screen_kind screen_help;
extern const struct screen_kind screen_palette;
extern const struct screen_kind screen_lock;
extern const struct screen_kind screen_plan;
extern const struct screen_kind screen_plan_entry;
extern const struct screen_kind screen_plan_answer;
extern const struct screen_kind screen_plan_versions;
extern const struct screen_kind screen_effects;
extern const struct screen_kind screen_effort;
extern const struct screen_kind screen_effort_act;
extern const struct screen_kind screen_ladder;
extern const struct screen_kind screen_population;
extern const struct screen_kind screen_progress;
extern const struct screen_kind screen_refund;
extern const struct screen_kind screen_contact_list;
extern const struct screen_kind screen_followup_list;
extern const struct screen_kind screen_contact;
extern const struct screen_kind screen_contact_person;
extern const struct screen_kind screen_exemption;
extern const struct screen_kind screen_handover;
extern const struct screen_kind screen_handover_answer;
extern const struct screen_kind screen_sync;
extern const struct screen_kind screen_held;
extern const struct screen_kind screen_conflicts;
extern const struct screen_kind screen_conflict;
extern const struct screen_kind screen_followup;
extern const struct screen_kind screen_today;
extern const struct screen_kind screen_employers;
extern const struct screen_kind screen_employer;
extern const struct screen_kind screen_employer_entry;
extern const struct screen_kind screen_openings;
extern const struct screen_kind screen_match;
extern const struct screen_kind screen_referral;
extern const struct screen_kind screen_never;

#endif

/* effect.h - what the program wants done. app_update() returns these as values; src/app's runner performs them against
 * store and guide and answers each with an EVENT_DONE that carries its ticket, before the next key is handled.
 *
 * `in` is borrowed from the asking screen and is copied or used before the answer; `out` points into the asking
 * screen's model, strings inside it into `arena`, which the screen owns. */
#ifndef SAMTALE_UI_EFFECT_H
#define SAMTALE_UI_EFFECT_H

#include "samtale/base/tr.h"
#include "samtale/domain/activity.h"
#include "samtale/domain/agenda.h"
#include "samtale/domain/conflict.h"
#include "samtale/domain/employer.h"
#include "samtale/domain/effect.h"
#include "samtale/domain/journal.h"
#include "samtale/domain/plan_sheet.h"
#include "samtale/domain/match_page.h"
#include "samtale/domain/letter.h"
#include "samtale/domain/population.h"
#include "samtale/domain/progress.h"
#include "samtale/domain/refund.h"
#include "samtale/domain/rhythm.h"
#include "samtale/domain/sync_state.h"
#include "samtale/guide/guide.h"

/* A conversation brought to the table: what the conversation screen opens with. */
struct sitting {
	struct conversation conversation;
	struct citizen citizen;
	int benefit_weeks; /* -1 unknown */
	struct guide *guide; /* owned by the receiver: guide_free() */
	bool same_guide; /* it is the text the conversation began on, not what the guide has become */
	struct last_answers last; /* in a correction: the signed answers */
	struct correction correction; /* version 0: the conversation itself */
	const char *draft; /* half-typed text at conversation.position; "" none */
};

/* A version of a signed conversation, and what it takes to tell its answers in words. */
struct reading {
	struct conversation_record record;
	struct citizen citizen;
	struct guide *guide; /* owned by the receiver: guide_free(); NULL when it can no longer be read */
};

/* Which guide a conversation of that kind follows, for the picker. */
struct guide_entry {
	const char *id, *title;
	bool suggested; /* it is for the citizen's target group */
	bool measures;  /* a side of the progress measure: begun from its own screen, not from the picker */
};
struct guide_list {
	struct guide_entry *rows;
	size_t count;
};

/* No-show as the screen hands it over (store/cases.h has the same shape one layer down). */
struct no_show_entry {
	int64_t appointment;
	struct availability_check check;
	bool open_case;
	const char *provision; /* with open_case */
	int target_group;
	int64_t case_id;       /* out: the case, 0 none */
};

/* Everything about one citizen's activities. */
struct activity_sheet {
	const struct activity_kinds *kinds;
	struct citizen citizen;
	struct activity *activities;
	size_t count;
	struct activity_days {
		struct attendance *rows;
		size_t count;
	} *days; /* of each activity, the last weeks */
	struct activity_employer *employers; /* by name */
	size_t employer_count;
};
#define ACTIVITY_WEEKS_SHOWN 4
/* What the employer screens write; the kind says which member counts. */
enum employer_entry_kind {
	ENTRY_AGREEMENT,
	ENTRY_VISIT,
	ENTRY_PROMISE,
	ENTRY_PROMISE_OUTCOME,
	ENTRY_WAIT,
	ENTRY_KINDS
};
struct employer_entry {
	enum employer_entry_kind kind;
	struct agreement agreement;
	struct employer_visit visit;
	struct employer_promise promise;
	struct promise_outcome outcome;
	struct centre_wait wait;
};

/* A ranking, and the table that it points into. */
struct match_shown {
	struct match_page page;
	struct match_table table;
	struct match_never never; /* EFFECT_NEVER */
};

/* What a person does with a record that could not go. */
enum held_act { HELD_SEND, HELD_WITHDRAW, HELD_EXPORT, HELD_ACTS };

enum effect_kind {
	EFFECT_QUIT,
	EFFECT_REPAINT,      /* forget what the terminal shows */
	EFFECT_SIGN_IN,      /* from now on this caseworker writes */
	EFFECT_LANGUAGE,     /* and remember it */
	EFFECT_CASEWORKERS,
	EFFECT_LAST_CASEWORKER,
	EFFECT_AGENDA,
	EFFECT_CASELOAD,
	EFFECT_OVERVIEW,
	EFFECT_HISTORY,
	EFFECT_RECORD,
	EFFECT_PROGRESS,
	EFFECT_GUIDES,
	EFFECT_SITTING,      /* begin or resume a conversation */
	EFFECT_ANSWER,
	EFFECT_CONVERSATION_SET,
	EFFECT_SIGN,
	EFFECT_CORRECT,      /* sign a new version */
	EFFECT_CORRECTION_DROP,
	EFFECT_DRAFT_PUT,
	EFFECT_DRAFT,
	EFFECT_DRAFT_LATEST,
	EFFECT_APPOINTMENT_PUT,
	EFFECT_STEP_PUT,
	EFFECT_CHECK_ADD,
	EFFECT_NOTIFICATION_ADD,
	EFFECT_NOTIFICATIONS,
	EFFECT_NOTIFICATION_ANSWER,
	EFFECT_GUIDANCE_ADD,
	EFFECT_NOTE_ADD,
	EFFECT_NO_SHOW,
	EFFECT_CASE,
	EFFECT_CASE_OPEN,
	EFFECT_CASE_EVENT,   /* an act that sends a letter composes, keeps and sends it in the same transaction */
	EFFECT_LETTERS,
	EFFECT_LETTER,
	EFFECT_LETTER_PREVIEW, /* compose, keep nothing; it may lack parts: letter_check() tells */
	EFFECT_LETTER_KEEP,  /* compose, keep text and PDF; refused when it lacks parts */
	EFFECT_LETTER_SENT,  /* it has left; received and complaint are filled */
	EFFECT_LETTER_EXPORT, /* the very bytes kept, as a file that must not be there yet */
	EFFECT_BUNDLE,       /* the evidence bundle of a case */
	EFFECT_PLAN,
	EFFECT_PLAN_ITEM_PUT,
	EFFECT_PLAN_TRACK_PUT,
	EFFECT_PLAN_POSITION_PUT,
	EFFECT_PLAN_ANSWER,  /* what the citizen says to the plan as it stands */
	EFFECT_PLAN_DECIDE,  /* which of two answers holds */
	EFFECT_CONSENT_ADD,
	EFFECT_ACTIVITIES,
	EFFECT_ACTIVITY_REGISTER,
	EFFECT_ACTIVITY_EXTEND,
	EFFECT_ACTIVITY_STAGE,
	EFFECT_ACTIVITY_DROP,
	EFFECT_ATTENDANCE,
	EFFECT_ATTENDANCE_ADD,
	EFFECT_EMPLOYERS,
	EFFECT_EMPLOYER,
	EFFECT_EMPLOYER_WRITE,
	EFFECT_OPENINGS,
	EFFECT_MATCH,
	EFFECT_NEVER,
	EFFECT_NEED_PUT,
	EFFECT_REFERRAL_ADD,
	EFFECT_REFERRAL_EVENT_ADD,
	EFFECT_EFFORTS,
	EFFECT_EFFORT_DECIDE,
	EFFECT_REFUND,
	EFFECT_LADDER,
	EFFECT_POPULATION,
	EFFECT_CONTACT_LIST,
	EFFECT_CONTACT,
	EFFECT_CONTACT_PERSON_PUT,
	EFFECT_EXEMPTION_PUT,
	EFFECT_HANDOVER_ADD,
	EFFECT_HANDOVER_ANSWER,
	EFFECT_SEAT_ASK,
	EFFECT_FOLLOWUP_LIST,
	EFFECT_FOLLOWUP,
	EFFECT_FOLLOWUP_ADD,
	EFFECT_CONFLICTS,
	EFFECT_CONFLICT_CHOOSE, /* a case by its own effect */
	EFFECT_SYNC_STATE,
	EFFECT_SYNC_START,      /* by a process of its own; it tells by EVENT_SYNC */
	EFFECT_HELD,
	EFFECT_HELD_ACT,
	EFFECT_UNDO,
	EFFECT_KINDS
};

struct effect {
	enum effect_kind kind;
	uint32_t ticket;
	struct arena *arena;
	union {
		struct { int64_t caseworker; } sign_in;
		struct { enum language language; } language;
		struct { struct caseworker_list *out; } caseworkers;
		struct { int64_t *out; } last_caseworker;
		struct { int64_t caseworker; struct agenda *out; } agenda;
		struct { struct caseload_query query; struct caseload *out; } caseload;
		struct { int64_t citizen; struct citizen_overview *out; } overview;
		struct { int64_t citizen; struct history *out; } history;
		struct { int64_t conversation; int version; struct reading *out; } record; /* version 0: the newest */
		struct { int64_t citizen; struct progress *out; } progress; /* series labelled as guides ask them */
		struct { int target_group; struct guide_list *out; } guides;
		/* conversation 0: begin one for citizen with guide (appointment 0: not booked); correct: a correction
		 * of the signed conversation, begun or gone on with */
		struct {
			int64_t conversation, citizen, appointment;
			const char *guide, *form;
			struct sitting *out;
			bool correct;
		} sitting;
		struct {
			int64_t conversation;
			struct answer in;
			bool correct;
		} answer; /* correct: of the correction */
		struct {
			int64_t conversation;
			enum conversation_state state;
			const char *position;
			bool correct;
		} conversation_set;
		struct { const struct conversation_signing *in; int64_t *out; } sign;
		struct { const struct conversation_correction *in; int64_t *out; } correct;
		struct { int64_t conversation; } correction_drop;
		struct { struct draft in; } draft_put;
		struct { const char *place; int64_t ref; const char **out; } draft;
		struct { struct draft *out; } draft_latest;
		struct { struct appointment *in; } appointment_put;
		struct { struct plan_step *in; } step_put;
		struct { struct availability_check *in; } check_add; /* id filled */
		struct { struct notification *in; } notification_add;
		struct {
			int64_t caseworker, citizen;
			struct notification_list *out;
		} notifications; /* citizen 0: mine */
		struct { struct notification_answer *in; } notification_answer;
		struct { struct guidance *in; } guidance_add;
		struct { struct journal_note *in; } note_add;
		struct { struct no_show_entry *in; } no_show;
		struct { int64_t id; struct sanction_case *out; } sanction_case;
		struct { struct sanction_case *in; } case_open;
		struct { struct sanction_event *in; } case_event;
		struct {
			int64_t citizen, sanction_case;
			struct letter_list *out;
		} letters; /* sanction_case 0: all the citizen's */
		struct { int64_t id; struct letter *out; } letter;
		struct {
			const struct letter_order *in;
			struct letter *out;
		} letter_order; /* PREVIEW, KEEP: out->text is the whole */
		struct { struct letter_sending *in; } letter_sent;
		struct { int64_t id; const char *path; } letter_export;
		struct {
			int64_t sanction_case;
			const char *path;
			struct letter *out;
		} bundle; /* path NULL: out->text only; else the PDF too */
		struct { int64_t citizen; struct plan_sheet *out; } plan;
		struct { struct plan_item *in; } plan_item_put; /* ids filled, as below */
		struct { struct plan_track *in; } plan_track_put;
		struct { struct plan_position *in; } plan_position_put;
		struct { struct plan_acceptance *in; } plan_answer;
		struct { int64_t citizen, acceptance; } plan_decide;
		struct { struct consent *in; } consent_add;
		struct { int64_t citizen; struct activity_sheet *out; } activities;
		struct { struct activity_entry *in; } activity_register; /* id filled; refused when it lasts too long */
		struct { int64_t id; struct date end; const char *reason; } activity_extend; /* the same */
		struct {
			const struct activity *in;
			const struct activity_stage *stage;
			struct date date;
		} activity_stage;
		struct { int64_t id; struct date date; const char *reason; } activity_drop;
		struct { int64_t caseworker; struct date day; struct attendance_list *out; } attendance;
		struct { struct attendance *in; } attendance_add; /* id filled */
		struct { struct employer_query query; struct employer_list *out; } employers;
		struct { int64_t employer; struct employer_card *out; } employer;
		struct { struct employer_entry *in; } employer_write; /* id filled */
		struct { struct opening_list *out; } openings;
		struct { struct match_page_query query; struct match_shown *out; } match;
		struct { int64_t coordinator; struct match_shown *out; } never;
		struct { struct match_answer in; } need_put;
		struct { struct referral *in; } referral_add; /* id filled */
		struct { struct referral_event *in; } referral_event_add;
		struct { struct effect_report *out; } efforts;
		struct { struct effort_decision *in; } effort_decide;
		struct { struct refund_report *out; } refund;
		struct { int64_t citizen; struct refund_standing *out; } ladder;
		struct { struct population_report *out; } population;
		/* caseworker 0: everybody's; team "": every team */
		struct { int64_t caseworker; const char *team; struct contact_list *out; } contact_list;
		struct { int64_t citizen; struct contact_view *out; } contact;
		struct { struct contact_person *in; } contact_person_put;
		struct { struct contact_exemption *in; } exemption_put;
		struct { struct handover *in; } handover_add;
		struct { const struct handover_answer *in; } handover_answer;
		struct { int64_t citizen; } seat_ask;
		struct { int64_t caseworker; const char *team; struct followup_rows *out; } followup_list;
		struct { int64_t citizen; struct followup_view *out; } followup;
		struct { struct followup *in; } followup_add;
		/* caseworker 0: everybody's; citizen 0: all */
		struct { int64_t caseworker, citizen; struct conflict_list *out; } conflicts;
		struct { const struct conflict_choice *in; } conflict_choose;
		struct { struct sync_state *out; } sync_state;
		struct { struct held_list *out; } held;
		struct { int64_t id; enum held_act act; const char *text; } held_act; /* text: the reason, the file */
		struct { const char **out; } undo;
	};
};

#define EFFECTS_MAX 32

/* The list an update fills; the runner empties it. */
struct effects {
	struct effect list[EFFECTS_MAX];
	int count;
};

#endif

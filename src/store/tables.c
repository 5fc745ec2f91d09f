#include "tables.h"

#include "samtale/base/compiler.h"
#include "samtale/base/tr.h"

#define INTEGER(id, name) { id, name, COLUMN_INTEGER, TABLE_NONE }
#define REAL(id, name) { id, name, COLUMN_REAL, TABLE_NONE }
#define TEXT(id, name) { id, name, COLUMN_TEXT, TABLE_NONE }
#define BLOB(id, name) { id, name, COLUMN_BLOB, TABLE_NONE }
#define ROW_OF(id, name, table) { id, name, COLUMN_INTEGER, table }

static const struct synced_column caseworker_columns[] = {
	TEXT(1, "initials"), TEXT(2, "name"), TEXT(3, "team"), INTEGER(4, "deleted"),
};

static const struct synced_column citizen_columns[] = {
	TEXT(1, "cpr"), TEXT(2, "given_names"), TEXT(3, "surname"), TEXT(4, "address"),
	TEXT(5, "postcode"), TEXT(6, "city"), TEXT(7, "phone"), TEXT(8, "email"),
	INTEGER(9, "is_protected"), TEXT(10, "language"), INTEGER(11, "interpreter"),
	INTEGER(12, "target_group"), TEXT(13, "benefit"), TEXT(14, "benefit_from"),
	ROW_OF(15, "coordinator", TABLE_CASEWORKER), TEXT(16, "unemployment_fund"), TEXT(17, "job_goal"),
	TEXT(18, "disco08"), TEXT(19, "education"), INTEGER(20, "children"),
	INTEGER(21, "driving_licence"), INTEGER(22, "deleted"),
};

static const struct synced_column benefit_spell_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "benefit"), TEXT(3, "from_date"), TEXT(4, "to_date"),
	INTEGER(5, "deleted"),
};

static const struct synced_column appointment_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "date"), INTEGER(3, "minute"), INTEGER(4, "minutes"),
	TEXT(5, "type"), TEXT(6, "form"), ROW_OF(7, "coordinator", TABLE_CASEWORKER), INTEGER(8, "state"),
	INTEGER(9, "deleted"),
};

static const struct synced_column effort_columns[] = {
	TEXT(1, "code"), TEXT(2, "name"), TEXT(3, "kind"), TEXT(4, "from_date"), TEXT(5, "to_date"),
	INTEGER(6, "unit_cost"), TEXT(7, "description"), INTEGER(8, "deleted"),
};

static const struct synced_column enrolment_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "effort", TABLE_EFFORT), TEXT(3, "invited"),
	TEXT(4, "started"), TEXT(5, "ended"), INTEGER(6, "completed"), TEXT(7, "dropout"),
	INTEGER(8, "deleted"),
};

static const struct synced_column outcome_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "effort", TABLE_EFFORT), TEXT(3, "status"),
	TEXT(4, "date"), REAL(5, "weekly_hours"), TEXT(6, "source"), INTEGER(7, "deleted"),
};

static const struct synced_column employer_columns[] = {
	TEXT(1, "cvr"), TEXT(2, "name"), TEXT(3, "trade"), TEXT(4, "address"), TEXT(5, "postcode"),
	TEXT(6, "city"), TEXT(7, "contact"), TEXT(8, "phone"), TEXT(9, "agreements"),
	INTEGER(10, "deleted"),
};

static const struct synced_column opening_columns[] = {
	ROW_OF(1, "employer", TABLE_EMPLOYER), TEXT(2, "number"), TEXT(3, "title"), TEXT(4, "disco08"),
	INTEGER(5, "places"), REAL(6, "weekly_hours"), TEXT(7, "postcode"), TEXT(8, "deadline"),
	TEXT(9, "form"), TEXT(10, "needs"), INTEGER(11, "deleted"),
};

static const struct synced_column conversation_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "caseworker", TABLE_CASEWORKER),
	ROW_OF(3, "appointment", TABLE_APPOINTMENT), TEXT(4, "guide"), INTEGER(5, "guide_version"),
	TEXT(6, "form"), INTEGER(7, "state"), TEXT(8, "started"), INTEGER(9, "started_at"),
	TEXT(10, "position"), INTEGER(11, "deleted"),
};

static const struct synced_column answer_columns[] = {
	ROW_OF(1, "conversation", TABLE_CONVERSATION), TEXT(2, "question"), INTEGER(3, "state"),
	TEXT(4, "value"), TEXT(5, "note"), INTEGER(6, "at"), ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column conversation_signed_columns[] = {
	ROW_OF(1, "conversation", TABLE_CONVERSATION), ROW_OF(2, "citizen", TABLE_CITIZEN),
	INTEGER(3, "version"), TEXT(4, "date"), TEXT(5, "summary"), ROW_OF(6, "step", TABLE_PLAN_STEP),
	ROW_OF(7, "next_appointment", TABLE_APPOINTMENT), TEXT(8, "hash"), TEXT(9, "reason"),
	INTEGER(10, "at"), ROW_OF(11, "author", TABLE_CASEWORKER),
	ROW_OF(12, "previous", TABLE_CONVERSATION_SIGNED),
};

static const struct synced_column plan_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "begun"), INTEGER(3, "deleted"),
};

static const struct synced_column plan_step_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION),
	TEXT(3, "text"), INTEGER(4, "owner"), TEXT(5, "due"), INTEGER(6, "status"), INTEGER(7, "at"),
	INTEGER(8, "deleted"), ROW_OF(9, "track", TABLE_PLAN_TRACK),
};

static const struct synced_column plan_item_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION),
	INTEGER(3, "kind"), TEXT(4, "code"), TEXT(5, "text"), INTEGER(6, "ended"), INTEGER(7, "at"),
	INTEGER(8, "deleted"), INTEGER(9, "aim"), INTEGER(10, "progress"), TEXT(11, "note"),
};

static const struct synced_column measure_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION),
	TEXT(3, "series"), REAL(4, "value"), TEXT(5, "date"), INTEGER(6, "at"),
	ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column consent_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION),
	TEXT(3, "subject"), INTEGER(4, "given"), INTEGER(5, "at"), ROW_OF(6, "author", TABLE_CASEWORKER),
};

static const struct synced_column availability_check_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION),
	TEXT(3, "requirement"), TEXT(4, "event_date"), TEXT(5, "evidence"), INTEGER(6, "outcome"),
	TEXT(7, "reason"), TEXT(8, "deadline"), INTEGER(9, "at"), ROW_OF(10, "author", TABLE_CASEWORKER),
	TEXT(11, "code"),
};

static const struct synced_column notification_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "check_id", TABLE_AVAILABILITY_CHECK),
	TEXT(3, "fund"), TEXT(4, "event"), TEXT(5, "event_date"), INTEGER(6, "event_minute"),
	TEXT(7, "channel"), TEXT(8, "reason"), INTEGER(9, "at"), ROW_OF(10, "author", TABLE_CASEWORKER),
};

static const struct synced_column notification_answer_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "notification", TABLE_NOTIFICATION),
	TEXT(3, "code"), TEXT(4, "date"), INTEGER(5, "minute"), TEXT(6, "text"), INTEGER(7, "at"),
	ROW_OF(8, "author", TABLE_CASEWORKER),
};

static const struct synced_column guidance_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION),
	TEXT(3, "date"), TEXT(4, "channel"), TEXT(5, "text_version"), INTEGER(6, "at"),
	ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column sanction_case_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "check_id", TABLE_AVAILABILITY_CHECK),
	TEXT(3, "provision"), TEXT(4, "event_date"), TEXT(5, "source"), INTEGER(6, "target_group"),
	INTEGER(7, "at"), ROW_OF(8, "author", TABLE_CASEWORKER),
};

static const struct synced_column sanction_event_columns[] = {
	ROW_OF(1, "sanction_case", TABLE_SANCTION_CASE), INTEGER(2, "act"), INTEGER(3, "state"),
	TEXT(4, "date"), TEXT(5, "due"), TEXT(6, "channel"), TEXT(7, "text"), TEXT(8, "code"),
	INTEGER(9, "at"), ROW_OF(10, "author", TABLE_CASEWORKER),
};

static const struct synced_column sanction_parent_columns[] = {
	ROW_OF(1, "event", TABLE_SANCTION_EVENT), ROW_OF(2, "parent", TABLE_SANCTION_EVENT),
};

static const struct synced_column journal_note_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION),
	ROW_OF(3, "sanction_case", TABLE_SANCTION_CASE), TEXT(4, "kind"), TEXT(5, "text"),
	INTEGER(6, "at"), ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column guide_text_columns[] = {
	TEXT(1, "guide"), TEXT(2, "language"), INTEGER(3, "version"), TEXT(4, "file"), TEXT(5, "hash"),
	TEXT(6, "text"),
};

static const struct synced_column conversation_guide_columns[] = {
	ROW_OF(1, "conversation", TABLE_CONVERSATION), ROW_OF(2, "guide_text", TABLE_GUIDE_TEXT),
	INTEGER(3, "deleted"),
};

static const struct synced_column activity_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "kind"), ROW_OF(3, "employer", TABLE_EMPLOYER),
	TEXT(4, "planned_end"), REAL(5, "weekly_hours"), INTEGER(6, "wage"), INTEGER(7, "weekdays"),
	TEXT(8, "purpose"), TEXT(9, "contact"), TEXT(10, "reason"), INTEGER(11, "deleted"),
};

static const struct synced_column activity_stage_columns[] = {
	ROW_OF(1, "enrolment", TABLE_ENROLMENT), TEXT(2, "stage"), TEXT(3, "date"), INTEGER(4, "deleted"),
};

static const struct synced_column attendance_columns[] = {
	ROW_OF(1, "enrolment", TABLE_ENROLMENT), ROW_OF(2, "citizen", TABLE_CITIZEN), TEXT(3, "date"),
	INTEGER(4, "state"), TEXT(5, "reason"), INTEGER(6, "at"), ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column employer_agreement_columns[] = {
	ROW_OF(1, "employer", TABLE_EMPLOYER), TEXT(2, "kind"), TEXT(3, "from_date"), TEXT(4, "to_date"),
	INTEGER(5, "places"), TEXT(6, "note"), INTEGER(7, "deleted"),
};

static const struct synced_column employer_visit_columns[] = {
	ROW_OF(1, "employer", TABLE_EMPLOYER), TEXT(2, "date"), TEXT(3, "met"), TEXT(4, "said"),
	INTEGER(5, "at"), ROW_OF(6, "author", TABLE_CASEWORKER),
};

static const struct synced_column employer_promise_columns[] = {
	ROW_OF(1, "employer", TABLE_EMPLOYER), INTEGER(2, "places"), TEXT(3, "form"), TEXT(4, "due"),
	TEXT(5, "text"), INTEGER(6, "at"), ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column promise_outcome_columns[] = {
	ROW_OF(1, "promise", TABLE_EMPLOYER_PROMISE), INTEGER(2, "places"), TEXT(3, "date"), TEXT(4, "note"),
	INTEGER(5, "at"), ROW_OF(6, "author", TABLE_CASEWORKER),
};

static const struct synced_column centre_wait_columns[] = {
	ROW_OF(1, "employer", TABLE_EMPLOYER), ROW_OF(2, "citizen", TABLE_CITIZEN), TEXT(3, "since"),
	TEXT(4, "ended"), INTEGER(5, "outcome"), INTEGER(6, "deleted"),
};

static const struct synced_column referral_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "opening", TABLE_OPENING),
	ROW_OF(3, "consent", TABLE_CONSENT), TEXT(4, "date"), TEXT(5, "note"), TEXT(6, "follow_up"),
	INTEGER(7, "at"), ROW_OF(8, "author", TABLE_CASEWORKER),
};

static const struct synced_column referral_event_columns[] = {
	ROW_OF(1, "referral", TABLE_REFERRAL), INTEGER(2, "state"), TEXT(3, "date"), TEXT(4, "reason"),
	TEXT(5, "follow_up"), INTEGER(6, "at"), ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column citizen_need_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "need"), INTEGER(3, "value"), INTEGER(4, "deleted"),
};

static const struct synced_column letter_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "sanction_case", TABLE_SANCTION_CASE),
	INTEGER(3, "about"), TEXT(4, "kind"), TEXT(5, "recipient"), TEXT(6, "title"), TEXT(7, "date"),
	TEXT(8, "template"), TEXT(9, "template_hash"), TEXT(10, "channel"), TEXT(11, "text"),
	INTEGER(12, "lix"), INTEGER(13, "at"), ROW_OF(14, "author", TABLE_CASEWORKER),
};

static const struct synced_column letter_file_columns[] = {
	ROW_OF(1, "letter", TABLE_LETTER), TEXT(2, "hash"), TEXT(3, "media_type"), BLOB(4, "bytes"),
};

static const struct synced_column letter_sent_columns[] = {
	ROW_OF(1, "letter", TABLE_LETTER), TEXT(2, "channel"), TEXT(3, "date"), INTEGER(4, "minute"),
	TEXT(5, "received"), TEXT(6, "complaint"), INTEGER(7, "at"), ROW_OF(8, "author", TABLE_CASEWORKER),
};

static const struct synced_column effort_decision_columns[] = {
	ROW_OF(1, "effort", TABLE_EFFORT), INTEGER(2, "act"), TEXT(3, "date"), TEXT(4, "reason"),
	TEXT(5, "figures"), TEXT(6, "hash"), INTEGER(7, "at"), ROW_OF(8, "author", TABLE_CASEWORKER),
	ROW_OF(9, "previous", TABLE_EFFORT_DECISION),
};

static const struct synced_column contact_person_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "name"), TEXT(3, "role"), TEXT(4, "place"),
	TEXT(5, "phone"), TEXT(6, "from_date"), TEXT(7, "to_date"), INTEGER(8, "deleted"),
};

static const struct synced_column contact_exemption_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "kind"), TEXT(3, "from_date"), TEXT(4, "to_date"),
	TEXT(5, "note"), INTEGER(6, "deleted"),
};

static const struct synced_column handover_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "from_caseworker", TABLE_CASEWORKER),
	ROW_OF(3, "to_caseworker", TABLE_CASEWORKER), TEXT(4, "reason"), TEXT(5, "note"), INTEGER(6, "at"),
	ROW_OF(7, "author", TABLE_CASEWORKER), INTEGER(8, "offer"),
};

static const struct synced_column handover_answer_columns[] = {
	ROW_OF(1, "handover", TABLE_HANDOVER), INTEGER(2, "state"), TEXT(3, "note"), INTEGER(4, "at"),
	ROW_OF(5, "author", TABLE_CASEWORKER),
};

static const struct synced_column outcome_check_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "effort", TABLE_EFFORT),
	ROW_OF(3, "enrolment", TABLE_ENROLMENT), ROW_OF(4, "outcome", TABLE_OUTCOME), INTEGER(5, "months"),
	TEXT(6, "due"), TEXT(7, "status"), REAL(8, "weekly_hours"), TEXT(9, "source"), TEXT(10, "helped"),
	TEXT(11, "date"), INTEGER(12, "at"), ROW_OF(13, "author", TABLE_CASEWORKER),
};

static const struct synced_column plan_track_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "code"), TEXT(3, "name"), INTEGER(4, "ended"),
	INTEGER(5, "at"), INTEGER(6, "deleted"),
};

static const struct synced_column plan_position_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), TEXT(2, "stage"), TEXT(3, "date"), TEXT(4, "note"),
	INTEGER(5, "at"), INTEGER(6, "deleted"),
};

static const struct synced_column plan_version_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "conversation", TABLE_CONVERSATION), TEXT(3, "date"),
	TEXT(4, "content"), TEXT(5, "hash"), INTEGER(6, "at"), ROW_OF(7, "author", TABLE_CASEWORKER),
};

static const struct synced_column plan_acceptance_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), ROW_OF(2, "version", TABLE_PLAN_VERSION), TEXT(3, "hash"),
	INTEGER(4, "answer"), TEXT(5, "channel"), TEXT(6, "date"), TEXT(7, "reason"), INTEGER(8, "at"),
	ROW_OF(9, "author", TABLE_CASEWORKER),
};

static const struct synced_column plan_acceptance_parent_columns[] = {
	ROW_OF(1, "acceptance", TABLE_PLAN_ACCEPTANCE), ROW_OF(2, "parent", TABLE_PLAN_ACCEPTANCE),
};

static const struct synced_column conflict_choice_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), INTEGER(2, "about_table"), INTEGER(3, "about_row"),
	INTEGER(4, "about_column"),
	TEXT(5, "chosen"), TEXT(6, "other"), TEXT(7, "reason"), INTEGER(8, "at"),
	ROW_OF(9, "author", TABLE_CASEWORKER),
};

static const struct synced_column sync_withdrawal_columns[] = {
	ROW_OF(1, "citizen", TABLE_CITIZEN), INTEGER(2, "tbl"), INTEGER(3, "row"), TEXT(4, "cause"),
	TEXT(5, "reason"), INTEGER(6, "at"), ROW_OF(7, "author", TABLE_CASEWORKER),
};

/* subject: a citizen's number, and not the citizen's row: a seat belongs to nobody (seats.h). */
static const struct synced_column seat_columns[] = {
	INTEGER(1, "subject"), INTEGER(2, "unit"), TEXT(3, "since"), INTEGER(4, "previous"),
	ROW_OF(5, "asked_by", TABLE_CASEWORKER),
};

static const struct synced_column purge_order_columns[] = {
	INTEGER(1, "subject"), TEXT(2, "reason"), BLOB(3, "signature"), INTEGER(4, "at"),
	ROW_OF(5, "author", TABLE_CASEWORKER), BLOB(6, "removed"),
};

static const struct synced_column erased_person_columns[] = {
	INTEGER(1, "target_group"), INTEGER(2, "year"), TEXT(3, "enrolments"), TEXT(4, "outcomes"),
};

#define COLUMNS(table) table##_columns, (int)LENGTH(table##_columns)

const struct synced_table synced_tables[] = {
	{ TABLE_CASEWORKER, "caseworker", TABLE_MUTABLE, N_("the caseworker's details"), NULL,
	  COLUMNS(caseworker) },
	{ TABLE_CITIZEN, "citizen", TABLE_MUTABLE, N_("the citizen's details"), NULL, COLUMNS(citizen) },
	{ TABLE_BENEFIT_SPELL, "benefit_spell", TABLE_MUTABLE, N_("the benefit period"), NULL,
	  COLUMNS(benefit_spell) },
	{ TABLE_APPOINTMENT, "appointment", TABLE_MUTABLE, N_("the appointment"), NULL,
	  COLUMNS(appointment) },
	{ TABLE_EFFORT, "effort", TABLE_MUTABLE, N_("the effort"), NULL, COLUMNS(effort) },
	{ TABLE_ENROLMENT, "enrolment", TABLE_MUTABLE, N_("the enrolment"), NULL, COLUMNS(enrolment) },
	{ TABLE_OUTCOME, "outcome", TABLE_MUTABLE, N_("the outcome"), NULL, COLUMNS(outcome) },
	{ TABLE_EMPLOYER, "employer", TABLE_MUTABLE, N_("the employer"), NULL, COLUMNS(employer) },
	{ TABLE_OPENING, "opening", TABLE_MUTABLE, N_("the opening"), NULL, COLUMNS(opening) },
	{ TABLE_CONVERSATION, "conversation", TABLE_MUTABLE, N_("the conversation"), NULL,
	  COLUMNS(conversation) },
	{ TABLE_ANSWER, "answer", TABLE_FACT, NULL,
	  N_("An answer stays as it was given. Go back to the question and answer again: the latest answer"
	     " counts."),
	  COLUMNS(answer) },
	{ TABLE_CONVERSATION_SIGNED, "conversation_signed", TABLE_FACT, NULL,
	  N_("A signed conversation cannot be undone. Open it and correct it: both versions stay readable."),
	  COLUMNS(conversation_signed) },
	{ TABLE_PLAN, "plan", TABLE_MUTABLE, N_("the plan"), NULL, COLUMNS(plan) },
	{ TABLE_PLAN_STEP, "plan_step", TABLE_MUTABLE, N_("the plan step"), NULL, COLUMNS(plan_step) },
	{ TABLE_PLAN_ITEM, "plan_item", TABLE_MUTABLE, N_("the plan"), NULL, COLUMNS(plan_item) },
	{ TABLE_MEASURE, "measure", TABLE_FACT, NULL,
	  N_("A measured value stays. Record the right value: the latest one counts."),
	  COLUMNS(measure) },
	{ TABLE_CONSENT, "consent", TABLE_FACT, NULL,
	  N_("A consent stays as it was given. Record what the citizen says now: the latest one counts."),
	  COLUMNS(consent) },
	{ TABLE_AVAILABILITY_CHECK, "availability_check", TABLE_FACT, NULL,
	  N_("An availability check stays. Record a new one that says what is right: both stay readable."),
	  COLUMNS(availability_check) },
	{ TABLE_NOTIFICATION, "notification", TABLE_FACT, NULL,
	  N_("A notification to the unemployment fund has been recorded and stays. Write a note that"
	     " corrects it."),
	  COLUMNS(notification) },
	{ TABLE_GUIDANCE, "guidance", TABLE_FACT, NULL,
	  N_("Guidance that was given stays recorded. Write a note that corrects it."),
	  COLUMNS(guidance) },
	{ TABLE_SANCTION_CASE, "sanction_case", TABLE_FACT, NULL,
	  N_("A sanction case stays once it is opened. Close it without a sanction and say why."),
	  COLUMNS(sanction_case) },
	{ TABLE_SANCTION_EVENT, "sanction_event", TABLE_GUARDED, NULL,
	  N_("A step in a sanction case stays. Go on with the step that corrects it, and say why."),
	  COLUMNS(sanction_event) },
	{ TABLE_SANCTION_PARENT, "sanction_parent", TABLE_GUARDED, NULL,
	  N_("A step in a sanction case stays. Go on with the step that corrects it, and say why."),
	  COLUMNS(sanction_parent) },
	{ TABLE_JOURNAL_NOTE, "journal_note", TABLE_FACT, NULL,
	  N_("A note stays as it was written. Write a new note that corrects it."),
	  COLUMNS(journal_note) },
	{ TABLE_GUIDE_TEXT, "guide_text", TABLE_FACT, NULL,
	  N_("A guide that a conversation was held on stays readable."), COLUMNS(guide_text) },
	{ TABLE_CONVERSATION_GUIDE, "conversation_guide", TABLE_MUTABLE, N_("the conversation"), NULL,
	  COLUMNS(conversation_guide) },
	{ TABLE_LETTER, "letter", TABLE_FACT, NULL,
	  N_("A letter that is kept stays as it was. Write a new one that says what is right."),
	  COLUMNS(letter) },
	{ TABLE_LETTER_FILE, "letter_file", TABLE_FACT, NULL,
	  N_("A letter that is kept stays as it was. Write a new one that says what is right."),
	  COLUMNS(letter_file) },
	{ TABLE_LETTER_SENT, "letter_sent", TABLE_FACT, NULL,
	  N_("That a letter was sent stays recorded. Write a note that corrects it."),
	  COLUMNS(letter_sent) },
	{ TABLE_ACTIVITY, "activity", TABLE_MUTABLE, N_("the activity"), NULL, COLUMNS(activity) },
	{ TABLE_ACTIVITY_STAGE, "activity_stage", TABLE_MUTABLE, N_("the activity's stage"), NULL,
	  COLUMNS(activity_stage) },
	{ TABLE_ATTENDANCE, "attendance", TABLE_FACT, NULL,
	  N_("Attendance stays as it was recorded. Record the day again: the latest counts."),
	  COLUMNS(attendance) },
	{ TABLE_EMPLOYER_AGREEMENT, "employer_agreement", TABLE_MUTABLE, N_("the agreement with the employer"),
	  NULL, COLUMNS(employer_agreement) },
	{ TABLE_EMPLOYER_VISIT, "employer_visit", TABLE_FACT, NULL,
	  N_("A visit to an employer stays as it was written. Write a new one that corrects it."),
	  COLUMNS(employer_visit) },
	{ TABLE_EMPLOYER_PROMISE, "employer_promise", TABLE_FACT, NULL,
	  N_("An employer's promise stays as it was given. Record what came of it, or a new promise."),
	  COLUMNS(employer_promise) },
	{ TABLE_PROMISE_OUTCOME, "promise_outcome", TABLE_FACT, NULL,
	  N_("What came of a promise stays. Record it again as it is now: the latest one counts."),
	  COLUMNS(promise_outcome) },
	{ TABLE_CENTRE_WAIT, "centre_wait", TABLE_MUTABLE, N_("the waiting list"), NULL,
	  COLUMNS(centre_wait) },
	{ TABLE_REFERRAL, "referral", TABLE_FACT, NULL,
	  N_("A referral has been sent and stays. Record what came of it instead."), COLUMNS(referral) },
	{ TABLE_REFERRAL_EVENT, "referral_event", TABLE_FACT, NULL,
	  N_("What came of a referral stays. Record it again as it is now: the latest one counts."),
	  COLUMNS(referral_event) },
	{ TABLE_CITIZEN_NEED, "citizen_need", TABLE_MUTABLE, N_("what the citizen can"), NULL,
	  COLUMNS(citizen_need) },
	{ TABLE_EFFORT_DECISION, "effort_decision", TABLE_GUARDED, NULL,
	  N_("A decision about an effort stays. Open the effort again with a reason: both stay readable."),
	  COLUMNS(effort_decision) },
	{ TABLE_CONTACT_PERSON, "contact_person", TABLE_MUTABLE, N_("the contact person"), NULL,
	  COLUMNS(contact_person) },
	{ TABLE_CONTACT_EXEMPTION, "contact_exemption", TABLE_MUTABLE, N_("the exemption"), NULL,
	  COLUMNS(contact_exemption) },
	{ TABLE_HANDOVER, "handover", TABLE_FACT, NULL,
	  N_("A hand-over stays. Hand the citizen over again, and write why: both stay readable."),
	  COLUMNS(handover) },
	{ TABLE_HANDOVER_ANSWER, "handover_answer", TABLE_FACT, NULL,
	  N_("An answer to a hand-over stays. Hand the citizen over again, and write why."),
	  COLUMNS(handover_answer) },
	{ TABLE_OUTCOME_CHECK, "outcome_check", TABLE_FACT, NULL,
	  N_("A follow-up stays. Record what is right: the latest one counts."), COLUMNS(outcome_check) },
	{ TABLE_PLAN_TRACK, "plan_track", TABLE_MUTABLE, N_("the plan's track"), NULL, COLUMNS(plan_track) },
	{ TABLE_PLAN_POSITION, "plan_position", TABLE_MUTABLE, N_("the position"), NULL,
	  COLUMNS(plan_position) },
	{ TABLE_PLAN_VERSION, "plan_version", TABLE_FACT, NULL,
	  N_("A version of the plan stays readable. Change the plan itself: the next version says so."),
	  COLUMNS(plan_version) },
	{ TABLE_PLAN_ACCEPTANCE, "plan_acceptance", TABLE_GUARDED, NULL,
	  N_("What the citizen said to the plan stays. Record what the citizen says now: the latest answer"
	     " counts."),
	  COLUMNS(plan_acceptance) },
	{ TABLE_PLAN_ACCEPTANCE_PARENT, "plan_acceptance_parent", TABLE_GUARDED, NULL,
	  N_("What the citizen said to the plan stays. Record what the citizen says now: the latest answer"
	     " counts."),
	  COLUMNS(plan_acceptance_parent) },
	{ TABLE_NOTIFICATION_ANSWER, "notification_answer", TABLE_FACT, NULL,
	  N_("The a-kasse's answer stays as it came. Record the right one: the latest counts."),
	  COLUMNS(notification_answer) },
	{ TABLE_CONFLICT_CHOICE, "conflict_choice", TABLE_FACT, NULL,
	  N_("A choice between two stays, with its reason. Change what it is about: that is what counts then."),
	  COLUMNS(conflict_choice) },
	{ TABLE_SYNC_WITHDRAWAL, "sync_withdrawal", TABLE_FACT, NULL,
	  N_("That something was kept back from the others stays recorded. Write it again if they shall have it."),
	  COLUMNS(sync_withdrawal) },
	{ TABLE_SEAT, "seat", TABLE_FACT, NULL,
	  N_("Where a citizen was stays recorded. Hand the citizen over: the latest counts."), COLUMNS(seat) },
	{ TABLE_PURGE_ORDER, "purge_order", TABLE_FACT, NULL,
	  N_("Somebody whose time was up has been removed everywhere. That cannot be taken back."),
	  COLUMNS(purge_order) },
	{ TABLE_ERASED_PERSON, "erased_person", TABLE_FACT, NULL,
	  N_("What is counted of somebody whose time was up stays. Nothing tells who it was."),
	  COLUMNS(erased_person) },
};
const size_t synced_table_count = LENGTH(synced_tables);

const struct synced_table *synced_table(int64_t id)
{
	for (size_t i = 0; i < LENGTH(synced_tables); i++)
		if (synced_tables[i].id == id)
			return &synced_tables[i];
	return NULL;
}

const struct synced_column *synced_column(const struct synced_table *table, int64_t id)
{
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].id == id)
			return &table->columns[i];
	return NULL;
}

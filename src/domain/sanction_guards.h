/* sanction_guards.h - what each act of a sanction case needs, as guards that name what is missing.
 *
 * There are two kinds. A fact guard asks the case (guidance given, hearing held, time left) and is asked in
 * every state, so that a decision tried too early is told all that stands before it. A form guard asks the
 * event itself (a reason, a channel, a date). The G numbers are those of reference section 5.6. */
#ifndef SAMTALE_SRC_DOMAIN_SANCTION_GUARDS_H
#define SAMTALE_SRC_DOMAIN_SANCTION_GUARDS_H

#include "samtale/base/str.h"
#include "samtale/domain/sanction.h"

/* One question put to sanction_may(). */
struct attempt {
	const struct sanction_case *file;
	const struct rules *rules;
	struct sanction_event *event; /* a hearing's reply date is filled in */
	struct date today;
	struct sanction_missing *missing;
	struct str quote; /* what the rules said, as sentences */
};

#define GUARDS_MAX 10

/* NULL-terminated lists of guards. */
struct act_guards {
	void (*facts[GUARDS_MAX + 1])(struct attempt *attempt);
	void (*form[GUARDS_MAX + 1])(struct attempt *attempt);
};

extern const struct act_guards act_guards[SANCTION_ACTS];

/* Adds a noun phrase (msgid) and the act that mends it; a sentence, of what the rules said. */
void attempt_lacks(struct attempt *attempt, const char *msgid, enum sanction_act mended_by);
void attempt_quotes(struct attempt *attempt, const char *sentence);
bool act_is_done(const struct sanction_case *file, enum sanction_act act);
/* The head with that id; NULL when it is none. */
const struct sanction_event *case_head(const struct sanction_case *file, int64_t id);
/* Is the word one of those in the text, which are parted by blanks? */
bool code_has_word(const char *words, const char *word, size_t length);

/* sanction_facts.c */
void group_may_be_sanctioned(struct attempt *attempt);
void event_is_on_the_list(struct attempt *attempt);
void event_has_happened(struct attempt *attempt);
void guidance_is_given(struct attempt *attempt);
void guidance_is_checked(struct attempt *attempt);
void contact_is_attempted(struct attempt *attempt);
void citizen_is_heard(struct attempt *attempt);
void hearing_is_sent(struct attempt *attempt);
void case_is_assessed(struct attempt *attempt);
void ground_is_refused(struct attempt *attempt);
void time_is_left(struct attempt *attempt);
void rate_is_known(struct attempt *attempt);
void event_is_decided_once(struct attempt *attempt);
void month_is_free(struct attempt *attempt);
void aggravation_is_documented(struct attempt *attempt);
void decision_is_made(struct attempt *attempt);
void decision_is_approved(struct attempt *attempt);
void decision_is_sent(struct attempt *attempt);
void deduction_is_made(struct attempt *attempt);
void ends_by_contact(struct attempt *attempt);
void complaint_is_received(struct attempt *attempt);
void complaint_is_forwarded(struct attempt *attempt);
/* sanction_forms.c */
void day_is_right(struct attempt *attempt);
void has_reason(struct attempt *attempt);
void has_result(struct attempt *attempt);
void has_answer(struct attempt *attempt);
void has_assessment(struct attempt *attempt);
void has_ground(struct attempt *attempt);
void has_channel(struct attempt *attempt);
void has_reply_date(struct attempt *attempt);
void reply_date_has_passed(struct attempt *attempt);
void grounds_are_assessed(struct attempt *attempt);
void circumstances_are_assessed(struct attempt *attempt);
void purpose_is_reasoned(struct attempt *attempt);
void amount_is_right(struct attempt *attempt);
void contact_is_as_decided(struct attempt *attempt);
void letter_is_complete(struct attempt *attempt);
void letter_goes_with_it(struct attempt *attempt);
void is_another_person(struct attempt *attempt);
void is_sent(struct attempt *attempt);
void has_complaint(struct attempt *attempt);
void has_board_answer(struct attempt *attempt);
void keeps_the_complaint_date(struct attempt *attempt);
void is_a_head(struct attempt *attempt);

/* Written guidance before the event, in a known wording (G1). */
bool guidance_was_given(const struct sanction_case *file);
bool guidance_was_not_given(const struct sanction_case *file);

bool ground_is_known(const char *code, size_t length);
bool provision_is_known(const char *section);
bool provision_applies(const char *section, int group);

#endif

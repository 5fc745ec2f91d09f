/* whynot.h - predicates of the action table: NULL when the action can be done now, else a translated sentence that says
 * why not and what to do instead. They look only at the focus (screen.h). */
#ifndef SAMTALE_UI_CORE_WHYNOT_H
#define SAMTALE_UI_CORE_WHYNOT_H

struct app;

const char *why_not_not_enrolled(const struct app *app);
const char *why_not_without_citizen(const struct app *app);
const char *why_not_nobody_to_ask(const struct app *app);
const char *why_not_no_show(const struct app *app);
const char *why_not_not_insured(const struct app *app);
const char *why_not_no_case(const struct app *app);
/* No sanction case whose papers could be bound together. */
const char *why_not_no_papers(const struct app *app);
const char *why_not_no_record(const struct app *app);
const char *why_not_no_instance(const struct app *app);
const char *why_not_one_version(const struct app *app);
const char *why_not_no_correction(const struct app *app);
const char *why_not_no_last_answer(const struct app *app);

#endif

/* decision_suggest.c - the letter's parts as far as the case already knows them. The caseworker writes on
 * from there. */
#include "domain/day_text.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/decision.h"
#include "samtale/domain/target_group.h"

static const struct guidance *last_guidance(const struct sanction_case *file)
{
	const struct guidance *found = NULL;

	for (size_t i = 0; i < file->guidance_count; i++)
		if (guidance_kind(&file->guidance[i]) == GUIDANCE_RIGHTS &&
		    date_compare(file->guidance[i].date, file->event_date) < 0)
			found = &file->guidance[i];
	return found;
}

static const char *facts(const struct sanction_case *file, struct arena *arena)
{
	const struct sanction_event *hearing = sanction_latest(file, SANCTION_SEND_HEARING);
	const struct sanction_event *answer = sanction_latest(file, SANCTION_CITIZEN_ANSWERS);
	const char *heard = _("You have not answered the hearing.");

	if (answer != NULL)
		heard = arena_printf(arena, _("You have said: %s"), answer->text);
	return arena_printf(arena, "%s%s%s", hearing == NULL ? "" : hearing->text,
			    hearing == NULL || str_is_empty(hearing->text) ? "" : "\n", heard);
}

static const char *law(const struct sanction_case *file, struct arena *arena)
{
	const struct guidance *guidance = last_guidance(file);
	const char *section = sanction_section(file->provision);

	if (guidance == NULL)
		return arena_printf(arena, _("LAS §§ 35 and %s."), section);
	return arena_printf(
		arena,
		_("LAS §§ 35 and %s. You were given written guidance on your rights and duties on %s."),
		section, day_text(arena, guidance->date, true));
}

static const char *regain(const struct sanction_case *file)
{
	if (sanction_ends_by_contact(file->provision))
		return _("You get the whole benefit again from the day you are in contact with us and "
			 "take part again.");
	if (str_equal(file->provision, "40a"))
		return _("You are paid for each day you come to the activity we offer you every day.");
	return _("The deduction is made once. After that you get the whole benefit again.");
}

static const char *complaint(const struct sanction_case *file, const struct rules *rules, struct date day,
			     struct arena *arena)
{
	int weeks;

	if (!rule_number(rules, "complaint.weeks", file->target_group, day, &weeks, NULL, NULL))
		return "";
	return arena_printf(arena,
			    _("You can complain within %d weeks from the day you got this letter. "
			      "Write, call or come to us: we look at the decision again, and send the "
			      "complaint on to the Appeals Board if we do not change it."),
			    weeks);
}

void decision_suggest(const struct sanction_case *file, const struct rules *rules, struct date day,
		      struct arena *arena, struct decision *decision)
{
	const struct sanction_event *assessment = sanction_latest(file, SANCTION_ASSESS);

	for (size_t i = 0; i < DECISION_PARTS; i++)
		decision->parts[i] = "";
	decision->parts[DECISION_FACTS] = facts(file, arena);
	decision->parts[DECISION_LAW] = law(file, arena);
	if (target_group_is_careful(file->target_group) && assessment != NULL)
		decision->parts[DECISION_VIEW] = assessment->text;
	decision->parts[DECISION_REGAIN] = regain(file);
	decision->parts[DECISION_COMPLAINT] = complaint(file, rules, day, arena);
}

const char *decision_what(const struct sanction_case *file, const struct amount *amount, struct arena *arena)
{
	const char *basis = amount_basis_text(amount, arena);
	const char *what = arena_printf(arena, _("LAS § %s. %s"), sanction_section(file->provision),
					amount_text(amount, arena));

	return *basis ? arena_printf(arena, "%s\n%s", what, basis) : what;
}

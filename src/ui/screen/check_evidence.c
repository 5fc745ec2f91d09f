/* check_evidence.c - the evidence of a requirement, field by field, and the days that its rules give. */
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "ui/screen/check_form.h"

static const char *requirement_code(const struct check_form *model)
{
	return form_choice(&model->form, FIELD_REQUIREMENT);
}

static void offer_slot(struct check_form *model, int slot, const struct requirement_field *evidence)
{
	static const enum form_field_kind kinds[] = {
		[REQUIREMENT_DATE] = FORM_DATE, [REQUIREMENT_TEXT] = FORM_TEXT, [REQUIREMENT_CHOICE] = FORM_CHOICE,
	};
	struct form_field *field = &model->form.fields[FIELD_SLOT + slot];

	field->kind = kinds[evidence->kind];
	field->label = evidence->label;
	field->choices = model->slots[slot];
	field->choice_count = 0;
	while (evidence->kind == REQUIREMENT_CHOICE && evidence->choices[field->choice_count] != NULL) {
		const char *choice = evidence->choices[field->choice_count];

		model->slots[slot][field->choice_count++] = (struct form_choice){ choice, choice };
	}
}

static void clear_slot(struct form *form, int slot)
{
	form_set_text(form, FIELD_SLOT + slot, "");
	form_set_choice(form, FIELD_SLOT + slot, NULL);
	form->dates[FIELD_SLOT + slot] = DATE_NONE;
}

static void show_due(struct check_form *model)
{
	struct deadline deadline;
	bool known = check_due(model, &deadline);

	form_hide(&model->form, FIELD_DUE, !known);
	form_set_text(&model->form, FIELD_DUE, known ? check_deadline_text(&deadline, model->arena) : "");
}

void check_follow_requirement(struct check_form *model)
{
	const char *code = requirement_code(model);
	const struct requirement *requirement = requirement_find(code);
	bool anew = !str_equal(code, model->followed);
	size_t count;
	const struct requirement_field *fields = requirement_fields(code, &count);

	model->form.fields[FIELD_EVIDENCE].hint = requirement != NULL ? requirement->evidence : NULL;
	if (!anew)
		return;
	for (int i = 0; i < REQUIREMENT_FIELDS_MAX; i++) {
		if (!str_is_empty(model->followed))
			clear_slot(&model->form, i);
		if ((size_t)i < count)
			offer_slot(model, i, &fields[i]);
		form_hide(&model->form, FIELD_SLOT + i, (size_t)i >= count);
	}
	model->followed = code;
	show_due(model);
}

static const char *slot_text(const struct check_form *model, int slot, struct arena *arena)
{
	const struct form *form = &model->form;
	int field = FIELD_SLOT + slot;

	if (form->hidden[field])
		return "";
	if (form->fields[field].kind == FORM_CHOICE)
		return tr(form_choice(form, field));
	if (form->fields[field].kind == FORM_DATE)
		return date_is_set(form_date(form, field)) ? date_long(arena, form_date(form, field)) : "";
	return form_text(form, field);
}

const char *check_evidence_text(const struct check_form *model, struct arena *arena)
{
	const char *text = "", *more = form_text(&model->form, FIELD_EVIDENCE);

	for (int i = 0; i < REQUIREMENT_FIELDS_MAX; i++) {
		const char *value = slot_text(model, i, arena);

		if (*value != '\0')
			text = arena_printf(arena, "%s%s%s: %s", text, *text ? "; " : "",
					    tr(model->form.fields[FIELD_SLOT + i].label), value);
	}
	return *more != '\0' && *text != '\0' ? arena_printf(arena, "%s. %s", text, more) : *text ? text : more;
}

/* ---- days -------------------------------------------------------------------------------------------- */

static struct date counted_from(const struct check_form *model)
{
	const char *name = requirement_due_from(requirement_code(model));
	size_t count;
	const struct requirement_field *fields = requirement_fields(requirement_code(model), &count);

	for (size_t i = 0; i < count; i++)
		if (str_equal(fields[i].name, name))
			return form_date(&model->form, FIELD_SLOT + (int)i);
	return model->overview.citizen.benefit_from;
}

bool check_due(const struct check_form *model, struct deadline *deadline)
{
	return requirement_due(model->rules, requirement_code(model), model->overview.citizen.target_group,
			       counted_from(model), model->arena, deadline, NULL);
}

bool check_offer(const struct check_form *model, enum check_outcome outcome, struct deadline *deadline)
{
	const char *rule = outcome == CHECK_DOUBT ? "assessment" : "agreement";

	/* A day of the law's that is still ahead goes before the municipality's usual one. */
	if (outcome == CHECK_NEW_AGREEMENT && check_due(model, deadline) &&
	    date_compare(deadline->due, model->today) >= 0)
		return true;
	return deadline_compute(model->rules, rule, model->today, CHANNEL_ORAL, model->overview.citizen.target_group,
				model->arena, deadline, NULL);
}

const char *check_deadline_text(const struct deadline *deadline, struct arena *arena)
{
	return arena_printf(arena, "%s (%s)", deadline->explanation, deadline->rule->source);
}

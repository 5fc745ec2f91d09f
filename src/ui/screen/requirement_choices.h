/* requirement_choices.h - the requirements that apply to a target group, as choices of a form. */
#ifndef SAMTALE_UI_SCREEN_REQUIREMENT_CHOICES_H
#define SAMTALE_UI_SCREEN_REQUIREMENT_CHOICES_H

#include "ui/widget/form.h"

#define REQUIREMENTS_MAX 32

struct requirement_choices {
	struct form_choice rows[REQUIREMENTS_MAX]; /* name: "R05" */
	size_t count;
};

void requirement_choices_fill(struct requirement_choices *choices, int target_group);

#endif

#include "ui/screen/requirement_choices.h"

void requirement_choices_fill(struct requirement_choices *choices, int target_group)
{
	choices->count = 0;
	for (const struct requirement *row = requirements; row->code != NULL && choices->count < REQUIREMENTS_MAX;
	     row++)
		if (requirement_applies(row, target_group))
			choices->rows[choices->count++] = (struct form_choice){ row->code, row->label };
}

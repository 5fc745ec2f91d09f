#include "ui/screen/letter_preview.h"

#include "samtale/base/lix.h"
#include "samtale/base/tr.h"

const char *letter_preview(const struct letter *letter, struct arena *arena)
{
	if (letter->lix <= LIX_HARD)
		return arena_printf(arena, _("The letter (LIX %d):\n\n%s"), letter->lix, letter->text);
	return arena_printf(
		arena,
		_("The letter (LIX %d, hard to read: shorter sentences and everyday words bring it below %d):\n\n%s"),
		letter->lix, LIX_HARD, letter->text);
}

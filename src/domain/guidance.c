#include <string.h>

#include "samtale/base/tr.h"
#include "samtale/domain/sanction.h"

static const struct {
	const char *name;
	const char *label;
} kinds[] = {
	[GUIDANCE_RIGHTS] = { "rights", N_("event, consequence and the way back to the benefit") },
	[GUIDANCE_EXTRA] = { "40a", N_("extra (§ 40 a), to the citizen") },
	[GUIDANCE_EXTRA_SPOUSE] = { "40a-spouse", N_("extra (§ 40 a), to the spouse") },
	[GUIDANCE_EXTRA_ALONE] = { "40a-alone", N_("extra (§ 40 a), to the citizen, who has no spouse") },
	[GUIDANCE_GENERAL] = { "general", N_("only duties in general: counts for no sanction") },
	[GUIDANCE_CONTRACT] = { "contract", N_("the integration contract: counts for no sanction") },
	[GUIDANCE_PROMISED] = { "promised", N_("gone through, not sent yet: counts for no sanction") },
};

_Static_assert(LENGTH(kinds) == GUIDANCE_KINDS, "every kind of guidance has a row");

/* How much of the text the kind takes; 0: it is guidance on rights and duties. */
static size_t prefix(const char *version, enum guidance_kind kind)
{
	size_t length = strlen(kinds[kind].name);

	return kind != GUIDANCE_RIGHTS && version != NULL &&
			       strncmp(version, kinds[kind].name, length) == 0 && version[length] == ':'
		       ? length + 1
		       : 0;
}

enum guidance_kind guidance_kind(const struct guidance *guidance)
{
	for (int kind = 0; kind < GUIDANCE_KINDS; kind++)
		if (prefix(guidance->text_version, (enum guidance_kind)kind) > 0)
			return (enum guidance_kind)kind;
	return GUIDANCE_RIGHTS;
}

const char *guidance_wording(const struct guidance *guidance)
{
	const char *version = guidance->text_version == NULL ? "" : guidance->text_version;

	version += prefix(version, guidance_kind(guidance));
	return version + strspn(version, " ");
}

const char *guidance_kind_name(enum guidance_kind kind)
{
	return kinds[kind].name;
}

const char *guidance_kind_label(enum guidance_kind kind)
{
	return _(kinds[kind].label);
}

const char *guidance_version(struct arena *arena, enum guidance_kind kind, const char *wording)
{
	if (kind == GUIDANCE_RIGHTS)
		return wording;
	return arena_printf(arena, "%s: %s", kinds[kind].name, wording);
}

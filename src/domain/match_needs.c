/* match_needs.c - the words of the field: forms, hard needs, educations, and what the register tells of them. */
#include "match_parts.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

/* ---- forms ---------------------------------------------------------------------------------------------- */

static const struct {
	const char *word, *label;
} forms[MATCH_FORM_OTHER] = {
	[MATCH_ORDINARY] = { "ordinær", N_("ordinary job") },
	[MATCH_SUBSIDY] = { "løntilskud", N_("wage-subsidy job") },
	[MATCH_PLACEMENT] = { "virksomhedspraktik", N_("work placement") },
	[MATCH_FLEX_JOB] = { "fleksjob", N_("flex job") },
	[MATCH_STUDY_JOB] = { "studiejob", N_("study job") },
};

enum match_form match_form_find(const char *word)
{
	for (int form = 0; form < MATCH_FORM_OTHER; form++)
		if (str_equal(forms[form].word, word))
			return (enum match_form)form;
	return MATCH_FORM_OTHER;
}

const char *match_form_word(enum match_form form)
{
	return form < MATCH_FORM_OTHER ? forms[form].word : NULL;
}

const char *match_form_label(const char *word)
{
	enum match_form form = match_form_find(word);

	return form == MATCH_FORM_OTHER ? word : tr(forms[form].label);
}

/* ---- hard needs ----------------------------------------------------------------------------------------- */

/* How the register tells of a need; ASK: it does not. */
enum source { ASK, LICENCE_B, LICENCE_MORE, DANISH, ENGLISH };

static const struct need {
	const char *word, *label, *closer; /* msgids */
	enum source source;
} known_needs[] = {
	{ "kørekort B", N_("driving licence B"), N_("driving lessons, or a lift from home to work"), LICENCE_B },
	{ "kørekort C", N_("driving licence C"), N_("driving licence C, for example on an AMU course"), LICENCE_MORE },
	{ "kørekort D", N_("driving licence D"), N_("driving licence D, for example the bus driver course"), LICENCE_MORE },
	{ "dansk niveau 2", N_("Danish at level 2"), N_("Danish classes alongside a placement"), DANISH },
	{ "engelsk", N_("English"), N_("a language course"), ENGLISH },
	{ "truckcertifikat", N_("forklift certificate"), N_("a forklift course, seven days at AMU"), ASK },
	{ "hygiejnebevis", N_("food hygiene certificate"), N_("a hygiene course"), ASK },
	{ "MAG-certifikat", N_("MAG welding certificate"), N_("a welding course tailored to named companies"), ASK },
	{ "ren straffeattest", N_("clean criminal record"), N_("a talk with the employer about what the record says"), ASK },
	{ "skiftehold", N_("shift work"), N_("fixed hours, or someone to look after the children"), ASK },
	{ "løft over 15 kg", N_("lifting over 15 kg"), N_("an aid, or other tasks agreed with the employer"), ASK },
	{ MATCH_NEED_STUDIES, N_("being a student"), N_("admission to an education"), ASK },
	{ MATCH_NEED_HOURS, N_("hours a week"), N_("fewer hours, agreed with the employer"), ASK },
};

static const struct need *need_find(const char *word)
{
	for (size_t i = 0; i < LENGTH(known_needs); i++)
		if (str_equal(known_needs[i].word, word))
			return &known_needs[i];
	return NULL;
}

const char *match_need_label(const char *word)
{
	const struct need *need = need_find(word);

	return need ? tr(need->label) : word;
}

const char *match_need_closer(const char *word)
{
	const struct need *need = need_find(word);

	return need ? tr(need->closer) : _("what it takes to meet the need, agreed with the employer");
}

/* Another language says nothing about Danish unless an interpreter is needed. */
static int danish_known(const struct match_citizen *citizen)
{
	if (citizen->interpreter)
		return 0;
	return str_equal(citizen->language, "da") ? 1 : -1;
}

int match_need_known(const char *word, const struct match_citizen *citizen)
{
	const struct need *need = need_find(word);
	enum source source = need ? need->source : ASK;

	/* Every larger licence builds on B. */
	if (!need && str_starts(word, "kørekort"))
		source = LICENCE_MORE;
	switch (source) {
	case LICENCE_B:
		return citizen->driving_licence;
	case LICENCE_MORE:
		return citizen->driving_licence ? -1 : 0;
	case DANISH:
		return danish_known(citizen);
	case ENGLISH:
		return str_equal(citizen->language, "en") ? 1 : -1;
	case ASK:
		break;
	}
	return -1;
}

const char *match_need_next(const struct match_opening *opening, const char **at, struct arena *arena)
{
	const char *start = *at;
	size_t length;

	if (!start)
		return NULL;
	start += strspn(start, "| ");
	if (!*start) {
		*at = NULL;
		return opening->kind == MATCH_STUDY_JOB ? MATCH_NEED_STUDIES : NULL;
	}
	length = strcspn(start, "|");
	*at = start + length;
	while (length > 0 && start[length - 1] == ' ')
		length--;
	return arena_strndup(arena, start, length);
}

/* ---- occupations and educations --------------------------------------------------------------------------- */

/* ILO, ISCO-08 volume 1, table 2: skill levels by major group. */
int match_skill_level(int occupation)
{
	static const int levels[10] = { 0, 4, 4, 3, 2, 2, 2, 2, 2, 1 };

	return levels[occupation / 1000 % 10];
}

int match_schooling(const char *education)
{
	static const struct {
		const char *word;
		int level;
	} words[] = {
		{ "ingen", 1 },  { "grundskole", 1 },         { "gymnasial", 2 },  { "faglært", 2 },
		{ "kort", 3 },   { "kort videregående", 3 },  { "mellemlang", 4 }, { "mellemlang videregående", 4 },
		{ "lang", 4 },   { "lang videregående", 4 },
	};

	for (size_t i = 0; i < LENGTH(words); i++)
		if (str_equal(words[i].word, education))
			return words[i].level;
	return 0;
}

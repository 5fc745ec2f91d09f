#include "samtale/domain/citizen.h"

/* Whole words: sygedagpenge and barselsdagpenge end the same way and come from the municipality. */
static const char *const insured_benefits[] = { "dagpenge", "a-dagpenge", "arbejdsløshedsdagpenge" };

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool equal_in_any_case(const char *a, const char *b)
{
	while (*a != '\0' && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

const char *citizen_name(struct arena *arena, const struct citizen *citizen)
{
	if (citizen->given_names[0] == '\0' || citizen->surname[0] == '\0')
		return arena_printf(arena, "%s%s", citizen->given_names, citizen->surname);
	return arena_printf(arena, "%s %s", citizen->given_names, citizen->surname);
}

bool citizen_is_insured(const struct citizen *citizen)
{
	if (citizen->target_group == 1)
		return true;
	for (size_t i = 0; i < LENGTH(insured_benefits); i++)
		if (equal_in_any_case(citizen->benefit, insured_benefits[i]))
			return true;
	return false;
}

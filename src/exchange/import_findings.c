#include "import_findings.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"

#define SHOWN_COLUMNS 40
#define CPR_DIGITS 10
#define BIRTH_DIGITS 6

/* The bytes of a CPR number at text, with or without a hyphen or blank after the birth date; 0 when there is
 * none. A longer run of digits counts too: a number with one digit too many is still somebody's. */
static size_t cpr_at(const char *text)
{
	size_t digits = 0, at = 0;

	while (str_is_digit(text[at]) ||
	       (digits == BIRTH_DIGITS && (text[at] == '-' || text[at] == ' ') && str_is_digit(text[at + 1])))
		digits += str_is_digit(text[at++]) ? 1 : 0;
	return digits >= CPR_DIGITS ? at : 0;
}

/* Ten digits anywhere may be a number that slipped into the wrong column. */
static const char *mask_numbers(struct arena *arena, const char *value)
{
	char *shown = arena_alloc(arena, 2 * strlen(value) + CPR_MASKED_SIZE);
	char *out = shown;

	while (*value) {
		size_t length = cpr_at(value);

		if (!length) {
			*out++ = *value++;
			continue;
		}
		out += strlen(cpr_masked(value, out));
		value += length;
	}
	*out = '\0';
	return shown;
}

/* The birth date is shown when the cell begins with one; every later digit is a star. */
static const char *mask_cpr_cell(struct arena *arena, const char *value)
{
	char *shown;

	if (strspn(value, "0123456789") >= BIRTH_DIGITS)
		return cpr_masked(value, arena_alloc(arena, CPR_MASKED_SIZE));
	shown = arena_strdup(arena, value);
	for (char *at = shown; *at; at++)
		if (str_is_digit(*at))
			*at = '*';
	return shown;
}

const char *import_shown(struct arena *arena, const char *value, bool is_cpr)
{
	const char *clean = utf8_clean(arena, value, strlen(value), false);
	const char *masked = is_cpr ? mask_cpr_cell(arena, clean) : mask_numbers(arena, clean);

	if (utf8_columns(masked) <= SHOWN_COLUMNS)
		return masked;
	return arena_printf(arena, "%.*s…", (int)utf8_fit(masked, SHOWN_COLUMNS - 1), masked);
}

void import_findings_add(struct import_report *report, struct arena *arena,
			 const struct import_finding *finding)
{
	struct import_finding *kept;

	if (finding->is_warning)
		report->warnings++;
	else
		report->errors++;
	if (report->count == IMPORT_FINDINGS_KEPT)
		return;
	report->findings = arena_grow(arena, report->findings, report->count, sizeof(*report->findings));
	kept = &report->findings[report->count++];
	*kept = *finding;
	kept->column = arena_strdup(arena, finding->column);
	kept->value = arena_strdup(arena, finding->value);
	kept->reason = arena_strdup(arena, finding->reason);
}

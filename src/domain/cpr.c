#include "samtale/domain/cpr.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

#define CPR_DIGITS 10
#define REPLACEMENT_DAYS 60

/* Which century the seventh digit and the two-digit year mean together; the first row that fits counts. */
static const struct century {
	int digit_first, digit_last, year_last, century;
} centuries[] = {
	{ 0, 3, 99, 1900 },
	{ 4, 4, 36, 2000 },
	{ 4, 4, 99, 1900 },
	{ 5, 8, 57, 2000 },
	{ 5, 8, 99, 1800 },
	{ 9, 9, 36, 2000 },
	{ 9, 9, 99, 1900 },
};

static const struct {
	const char *code;
	const char *text;
	enum cpr_status status;
} reasons[] = {
	[CPR_REASON_NONE] = { "none", N_("The number is in order."), CPR_VALID },
	[CPR_REASON_CHECK_DIGIT] = {
		"check_digit",
		N_("The check digit does not fit. Look at the number once more; it may be right."),
		CPR_WARNING,
	},
	[CPR_REASON_CHECK_DIGIT_NEW_YEAR] = {
		"check_digit_new_year",
		N_("The number is in order: for 1 January numbers are issued without a check digit."),
		CPR_VALID,
	},
	[CPR_REASON_FORMAT] = {
		"format",
		N_("A CPR number has ten digits, with or without a hyphen after the first six."),
		CPR_REFUSED,
	},
	[CPR_REASON_DATE] = {
		"date",
		N_("The first six digits are not a date. Type the number again."),
		CPR_REFUSED,
	},
	[CPR_REASON_ZERO] = {
		"zero",
		N_("Ten zeros are not a CPR number. Type the citizen's number."),
		CPR_REFUSED,
	},
};

static const char *const status_names[] = {
	[CPR_VALID] = "valid",
	[CPR_WARNING] = "warning",
	[CPR_REFUSED] = "refused",
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Copies the ten digits; false when the text is anything else. */
static bool read_digits(const char *text, char number[CPR_SIZE])
{
	size_t count = 0;

	while (is_blank(*text))
		text++;
	for (; count < CPR_DIGITS; text++) {
		if (count == 6 && *text == '-' && str_is_digit(text[1]))
			continue;
		if (!str_is_digit(*text))
			return false;
		number[count++] = *text;
	}
	while (is_blank(*text))
		text++;
	number[count] = '\0';
	return *text == '\0';
}

static int two_digits(const char *at)
{
	return (at[0] - '0') * 10 + (at[1] - '0');
}

static int full_year(const char *number)
{
	int digit = number[6] - '0', year = two_digits(number + 4);

	for (size_t i = 0; i < LENGTH(centuries); i++) {
		const struct century *row = &centuries[i];

		if (digit >= row->digit_first && digit <= row->digit_last && year <= row->year_last)
			return row->century + year;
	}
	BUG("the century table has a hole");
}

static bool check_digit_fits(const char *number)
{
	static const int weights[CPR_DIGITS] = { 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
	int sum = 0;

	for (size_t i = 0; i < CPR_DIGITS; i++)
		sum += weights[i] * (number[i] - '0');
	return sum % 11 == 0;
}

/* Replacement numbers are made outside the modulus rule, so it says nothing about them. */
static enum cpr_reason check_digit_reason(const struct cpr *cpr)
{
	if (cpr->replacement || check_digit_fits(cpr->number))
		return CPR_REASON_NONE;
	if (strncmp(cpr->number, "0101", 4) == 0)
		return CPR_REASON_CHECK_DIGIT_NEW_YEAR;
	return CPR_REASON_CHECK_DIGIT;
}

static struct cpr cpr_with(struct cpr cpr, enum cpr_reason reason)
{
	cpr.reason = reason;
	cpr.status = reasons[reason].status;
	return cpr;
}

struct cpr cpr_check(const char *text)
{
	struct cpr cpr = { .birth_date = DATE_NONE };
	int day;

	if (!read_digits(text, cpr.number)) {
		cpr.number[0] = '\0';
		return cpr_with(cpr, CPR_REASON_FORMAT);
	}
	if (strspn(cpr.number, "0") == CPR_DIGITS)
		return cpr_with(cpr, CPR_REASON_ZERO);
	day = two_digits(cpr.number);
	cpr.replacement = day > REPLACEMENT_DAYS;
	if (cpr.replacement)
		day -= REPLACEMENT_DAYS;
	if (!date_from_ymd(full_year(cpr.number), two_digits(cpr.number + 2), day, &cpr.birth_date)) {
		cpr.replacement = false;
		return cpr_with(cpr, CPR_REASON_DATE);
	}
	return cpr_with(cpr, check_digit_reason(&cpr));
}

const char *cpr_status_name(enum cpr_status status)
{
	return status_names[status];
}

const char *cpr_reason_code(enum cpr_reason reason)
{
	return reasons[reason].code;
}

const char *cpr_reason_text(enum cpr_reason reason)
{
	return _(reasons[reason].text);
}

char *cpr_masked(const char *number, char *buffer)
{
	memcpy(buffer, "******-****", CPR_MASKED_SIZE);
	if (strspn(number, "0123456789") >= 6)
		memcpy(buffer, number, 6);
	return buffer;
}

static bool is_number(const char *text)
{
	for (int i = 0; i < 11; i++)
		if (i == 6 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
	return true;
}

const char *cpr_masked_in(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);

	for (char *at = copy; *at != '\0'; at++)
		if (is_number(at))
			at[7] = at[8] = at[9] = at[10] = '*';
	return copy;
}

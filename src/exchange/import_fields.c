#include "import_fields.h"
#include "samtale/store/seats.h"

#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/base/utf8.h"
#include "samtale/domain/cpr.h"

static size_t digits_at(const char *text)
{
	return strspn(text, "0123456789");
}

/* ---- texts --------------------------------------------------------------------------------- */

static bool check_length(const char *text, long max, struct err *err)
{
	const char *end = text + strlen(text);
	long letters = 0;

	while (text < end) {
		utf8_next(&text, end);
		letters++;
	}
	if (letters > max)
		return err_set(err, ERR_INPUT, _("The text is longer than %ld letters."), max);
	return true;
}

static bool parse_prose(struct import_context *context, const char *text, long max, void *field,
			struct err *err)
{
	(void)context;
	if (!check_length(text, max, err))
		return false;
	*(const char **)field = text;
	return true;
}

static bool parse_line(struct import_context *context, const char *text, long max, void *field,
		       struct err *err)
{
	char *line;

	if (!strchr(text, '\n'))
		return parse_prose(context, text, max, field, err);
	line = arena_strdup(context->arena, text);
	for (char *at = line; (at = strchr(at, '\n')); at++)
		*at = ' ';
	return parse_prose(context, line, max, field, err);
}

/* A copy without the blanks and signs that people write inside numbers. */
static char *compact(struct arena *arena, const char *text, const char *dropped)
{
	char *copy = arena_strdup(arena, text), *out = copy;

	for (const char *at = copy; *at; at++)
		if (!strchr(dropped, *at))
			*out++ = *at;
	*out = '\0';
	return copy;
}

static bool parse_phone(struct import_context *context, const char *text, long max, void *field,
			struct err *err)
{
	const char *number = compact(context->arena, text, " -.()/");
	size_t plus = *number == '+';

	if ((long)strlen(number) > max || digits_at(number + plus) != strlen(number + plus))
		return err_set(err, ERR_INPUT, _("This is not a telephone number."));
	*(const char **)field = number;
	return true;
}

static bool read_cvr(struct import_context *context, const char *text, const char **cvr, struct err *err)
{
	*cvr = compact(context->arena, text, " ");
	if (**cvr && (strlen(*cvr) != 8 || digits_at(*cvr) != 8))
		return err_set(err, ERR_INPUT, _("A CVR number is eight digits."));
	return true;
}

static bool parse_cvr(struct import_context *context, const char *text, long max, void *field,
		      struct err *err)
{
	(void)max;
	return read_cvr(context, text, field, err);
}

/* Reference, section 10.2. */
static bool parse_status(struct import_context *context, const char *text, long max, void *field,
			 struct err *err)
{
	static const char *const words[] = { "",        "JOB",  "JOB_HOURS", "EDUCATION",
					     "BENEFIT", "SELF", "OTHER",     "UNKNOWN" };

	(void)context;
	(void)max;
	for (size_t i = 0; i < LENGTH(words); i++) {
		if (!str_equal(text, words[i]))
			continue;
		*(const char **)field = words[i];
		return true;
	}
	return err_set(err, ERR_INPUT,
		       _("This is none of JOB, JOB_HOURS, EDUCATION, BENEFIT, SELF, OTHER and UNKNOWN."));
}

/* ---- CPR numbers --------------------------------------------------------------------------- */

static bool read_cpr(const char *text, struct cpr *cpr, struct err *err)
{
	*cpr = cpr_check(text);
	if (cpr->status != CPR_REFUSED)
		return true;
	if (cpr->reason == CPR_REASON_FORMAT && strlen(text) == 9 && digits_at(text) == 9)
		return err_set(err, ERR_INPUT,
			       _("The number has nine digits: a spreadsheet has taken its leading zero. "
				 "Make the column text, and save the file again."));
	return err_set(err, ERR_INPUT, "%s", cpr_reason_text(cpr->reason));
}

static bool parse_cpr(struct import_context *context, const char *text, long max, void *field,
		      struct err *err)
{
	struct cpr cpr;

	(void)max;
	if (!*text) {
		*(const char **)field = "";
		return true;
	}
	if (!read_cpr(text, &cpr, err))
		return false;
	context->doubtful_cpr = cpr.status == CPR_WARNING;
	*(const char **)field = arena_strdup(context->arena, cpr.number);
	return true;
}

/* ---- dates and times ----------------------------------------------------------------------- */

static int number_at(const char *text, size_t digits)
{
	int number = 0;

	while (digits-- > 0)
		number = number * 10 + (*text++ - '0');
	return number;
}

struct written_date {
	int parts[3];
	size_t widths[3];
	char separators[2];
};

/* Three numbers parted by two signs, and perhaps the midnight that database exports add. */
static bool split_date(const char *text, struct written_date *written)
{
	for (int i = 0; i < 3; i++) {
		size_t width = digits_at(text);

		if (width < 1 || width > 4)
			return false;
		written->widths[i] = width;
		written->parts[i] = number_at(text, width);
		text += width;
		if (i == 2)
			break;
		if (!*text || !strchr("-./", *text))
			return false;
		written->separators[i] = *text++;
	}
	if (*text == ' ' || *text == 'T')
		text += 1 + strspn(text + 1, "0:.");
	return *text == '\0' && written->separators[0] == written->separators[1];
}

static bool read_date(const char *text, struct date *date, struct err *err)
{
	struct written_date written;
	const int *parts = written.parts;
	bool iso, danish, real;

	if (!split_date(text, &written))
		return err_set(err, ERR_INPUT,
			       _("This is not a date. Write it as 2026-11-23 or 23-11-2026."));
	iso = written.widths[0] == 4 && written.widths[1] <= 2 && written.widths[2] <= 2;
	danish = written.widths[0] <= 2 && written.widths[1] <= 2 && written.widths[2] == 4;
	if (!iso && !danish)
		return err_set(err, ERR_INPUT,
			       _("This is not a date. Write it as 2026-11-23 or 23-11-2026."));
	real = iso ? date_from_ymd(parts[0], parts[1], parts[2], date)
		   : date_from_ymd(parts[2], parts[1], parts[0], date);
	if (!real)
		return err_set(err, ERR_INPUT, _("There is no such day."));
	return true;
}

static bool parse_date(struct import_context *context, const char *text, long max, void *field,
		       struct err *err)
{
	struct date *date = field;

	(void)max;
	*date = DATE_NONE;
	if (!*text)
		return true;
	if (!read_date(text, date, err))
		return false;
	*date = date_add_days(*date, context->date_shift_days);
	return true;
}

static bool parse_minute(struct import_context *context, const char *text, long max, void *field,
			 struct err *err)
{
	(void)context;
	(void)max;
	*(int *)field = -1;
	if (*text && !time_parse(text, field))
		return err_set(err, ERR_INPUT, _("This is not a time of day. Write it as 09:30."));
	return true;
}

/* ---- numbers ------------------------------------------------------------------------------- */

/* A decimal comma and points between thousands, as Danes write, or a decimal point, as databases do. A single
 * point with exactly three digits after it parts thousands. Returns the decimal sign's place, or the text's
 * end. */
static const char *decimal_sign(const char *text)
{
	const char *comma = strchr(text, ','), *point = strrchr(text, '.');

	if (comma || !point || digits_at(point + 1) == 3 || strchr(text, '.') != point)
		return comma ? comma : text + strlen(text);
	return point;
}

/* Whole digits with points between every three, or none at all. */
static bool read_whole(const char *text, const char *end, int64_t *whole)
{
	const char *first_point = memchr(text, '.', (size_t)(end - text));
	int64_t value = 0;

	if (text == end || end - text > 15 ||
	    (first_point && (first_point == text || first_point - text > 3)))
		return false;
	for (const char *at = text; at < end; at++) {
		if (str_is_digit(*at))
			value = value * 10 + (*at - '0');
		else if (*at != '.' || (end - at) % 4 != 0)
			return false;
	}
	*whole = value;
	return true;
}

static bool read_hundredths(const char *text, int64_t *hundredths)
{
	const char *sign = decimal_sign(text), *decimals = *sign ? sign + 1 : sign;
	size_t count = digits_at(decimals);
	int64_t whole;

	if (!read_whole(text, sign, &whole) || decimals[count] || (*sign && count == 0))
		return false;
	if (count > 2 && strspn(decimals + 2, "0") != count - 2)
		return false;
	*hundredths = whole * 100;
	if (count >= 1)
		*hundredths += (decimals[0] - '0') * 10;
	if (count >= 2)
		*hundredths += decimals[1] - '0';
	return true;
}

static bool read_limited(const char *text, long max, int64_t *hundredths, struct err *err)
{
	*hundredths = 0;
	if (*text && (!read_hundredths(text, hundredths) || *hundredths > max * 100))
		return err_set(err, ERR_INPUT, _("This is not a number from 0 to %ld."), max);
	return true;
}

static bool parse_number(struct import_context *context, const char *text, long max, void *field,
			 struct err *err)
{
	int64_t hundredths;

	(void)context;
	if (!read_limited(text, max, &hundredths, err))
		return false;
	if (hundredths % 100 != 0)
		return err_set(err, ERR_INPUT, _("This is not a whole number."));
	*(int *)field = (int)(hundredths / 100);
	return true;
}

static bool parse_hours(struct import_context *context, const char *text, long max, void *field,
			struct err *err)
{
	int64_t hundredths;

	(void)context;
	if (!read_limited(text, max, &hundredths, err))
		return false;
	*(double *)field = (double)hundredths / 100.0;
	return true;
}

static bool parse_kroner(struct import_context *context, const char *text, long max, void *field,
			 struct err *err)
{
	(void)context;
	return read_limited(text, max, field, err);
}

/* ---- yes and no ---------------------------------------------------------------------------- */

struct value_word {
	const char *text;
	int value;
};

static const struct value_word yes_no[] = {
	{ "1", 1 },   { "0", 0 },    { "ja", 1 },    { "nej", 0 },  { "Ja", 1 },
	{ "Nej", 0 }, { "true", 1 }, { "false", 0 }, { "TRUE", 1 }, { "FALSE", 0 },
};

static bool read_yes_no(const char *text, int *value, struct err *err)
{
	for (size_t i = 0; i < LENGTH(yes_no); i++) {
		if (!str_equal(text, yes_no[i].text))
			continue;
		*value = yes_no[i].value;
		return true;
	}
	return !*text || err_set(err, ERR_INPUT, _("Write 1 for yes or 0 for no."));
}

static bool parse_flag(struct import_context *context, const char *text, long max, void *field,
		       struct err *err)
{
	int value = 0;

	(void)context;
	(void)max;
	if (!read_yes_no(text, &value, err))
		return false;
	*(bool *)field = value == 1;
	return true;
}

static bool parse_completed(struct import_context *context, const char *text, long max, void *field,
			    struct err *err)
{
	(void)context;
	(void)max;
	*(int *)field = -1;
	return read_yes_no(text, field, err);
}

/* ---- references ---------------------------------------------------------------------------- */

static bool look_elsewhere(struct import_context *context, const char *cpr, struct err *err)
{
	int64_t citizen;

	return store_seat_subject(context->store, cpr, &citizen, err) &&
	       store_seats_elsewhere(context->store, citizen, context->arena, &context->elsewhere, err);
}

static bool parse_citizen_ref(struct import_context *context, const char *text, long max, void *field,
			      struct err *err)
{
	int64_t *id = field;
	struct cpr cpr;

	(void)max;
	*id = 0;
	if (!*text)
		return true;
	if (!read_cpr(text, &cpr, err) || !store_find_citizen(context->store, cpr.number, id, err) ||
	    (!*id && context->asks_elsewhere && !look_elsewhere(context, cpr.number, err)))
		return false;
	return *id || err_set(err, ERR_MISSING, _("No citizen has this number. Look in borgere.csv."));
}

static bool parse_caseworker_ref(struct import_context *context, const char *text, long max, void *field,
				 struct err *err)
{
	int64_t *id = field;

	(void)max;
	*id = 0;
	if (*text && !store_find_caseworker(context->store, text, id, err))
		return false;
	return !*text || *id ||
	       err_set(err, ERR_MISSING, _("No caseworker has these initials. Look in sagsbehandlere.csv."));
}

static bool parse_effort_ref(struct import_context *context, const char *text, long max, void *field,
			     struct err *err)
{
	int64_t *id = field;

	(void)max;
	*id = 0;
	if (*text && !store_find_effort(context->store, text, id, err))
		return false;
	return !*text || *id ||
	       err_set(err, ERR_MISSING, _("No effort has this code. Look in indsatser.csv."));
}

static bool parse_employer_ref(struct import_context *context, const char *text, long max, void *field,
			       struct err *err)
{
	int64_t *id = field;
	const char *cvr;

	(void)max;
	*id = 0;
	if (!read_cvr(context, text, &cvr, err))
		return false;
	if (*cvr && !store_find_employer(context->store, cvr, id, err))
		return false;
	return !*cvr || *id ||
	       err_set(err, ERR_MISSING, _("No employer has this CVR number. Look in virksomheder.csv."));
}

const struct import_kind import_line = { parse_line };
const struct import_kind import_prose = { parse_prose };
const struct import_kind import_phone = { parse_phone };
const struct import_kind import_cvr = { parse_cvr };
const struct import_kind import_status = { parse_status };
const struct import_kind import_cpr = { parse_cpr, .is_cpr = true };
const struct import_kind import_date = { parse_date, sizeof(struct date) };
const struct import_kind import_minute = { parse_minute, sizeof(int) };
const struct import_kind import_number = { parse_number, sizeof(int) };
const struct import_kind import_hours = { parse_hours, sizeof(double) };
const struct import_kind import_kroner = { parse_kroner, sizeof(int64_t) };
const struct import_kind import_flag = { parse_flag, sizeof(bool) };
const struct import_kind import_completed = { parse_completed, sizeof(int) };
const struct import_kind import_citizen_ref = { parse_citizen_ref, sizeof(int64_t), .is_cpr = true };
const struct import_kind import_caseworker_ref = { parse_caseworker_ref, sizeof(int64_t) };
const struct import_kind import_effort_ref = { parse_effort_ref, sizeof(int64_t) };
const struct import_kind import_employer_ref = { parse_employer_ref, sizeof(int64_t) };

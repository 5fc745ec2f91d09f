#include <stdlib.h>
#include <string.h>

#include "guide/guide_walk.h"
#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

#define ANSWER_MAX 20000 /* bytes of a text */
#define INTEGER_DIGITS 9 /* XLSForm's limit */
#define DECIMAL_DIGITS 15

/* ---- what each type accepts: the value as it is stored is added to `stored` --------------------------- */

static bool accept_text(const struct walk *walk, int item, const char *value, struct str *stored,
			struct err *err)
{
	bool multiline = walk_item_question(walk, item)->multiline;
	const char *end = value + strlen(value);

	if (end - value > ANSWER_MAX)
		return err_set(err, ERR_INPUT,
			       _("The text is too long. Shorten it, or put the rest in the note."));
	if (!utf8_valid(value, (size_t)(end - value)))
		return err_set(err, ERR_INPUT, _("The text holds signs that cannot be read. Type it again."));
	while (value < end) {
		char letter[4];
		uint32_t cp = utf8_next(&value, end);

		if (cp == '\n' && multiline)
			str_add_char(stored, '\n');
		else if (cp == '\n' || cp == '\t')
			str_add_char(stored, ' ');
		else if (!utf8_is_control(cp))
			str_add_bytes(stored, letter, utf8_put(cp, letter));
	}
	return true;
}

/* Digits at *at, without leading zeros; how many stood there. */
static size_t add_digits(const char **at, struct str *stored)
{
	size_t digits = strspn(*at, "0123456789"), zeros = strspn(*at, "0");

	if (zeros == digits && digits)
		zeros--;
	str_add_bytes(stored, *at + zeros, digits - zeros);
	*at += digits;
	return digits - zeros;
}

static bool add_whole(const char **at, size_t most, struct str *stored)
{
	size_t digits;

	if (**at == '-')
		str_add_char(stored, *(*at)++);
	digits = add_digits(at, stored);
	return digits && digits <= most;
}

static bool accept_integer(const struct walk *walk, int item, const char *value, struct str *stored,
			   struct err *err)
{
	(void)walk;
	(void)item;
	if (add_whole(&value, INTEGER_DIGITS, stored) && !*value)
		return true;
	return err_set(err, ERR_INPUT, _("Write a whole number with digits, for example 3."));
}

static bool accept_decimal(const struct walk *walk, int item, const char *value, struct str *stored,
			   struct err *err)
{
	bool number = add_whole(&value, DECIMAL_DIGITS, stored);

	(void)walk;
	(void)item;
	if (number && (*value == '.' || *value == ',')) {
		size_t decimals = strspn(value + 1, "0123456789");

		str_add_char(stored, '.');
		str_add_bytes(stored, value + 1, decimals);
		number = decimals && decimals <= DECIMAL_DIGITS;
		value += decimals + 1;
	}
	if (number && !*value)
		return true;
	return err_set(err, ERR_INPUT, _("Write a number with digits, for example 7.5."));
}

static bool accept_range(const struct walk *walk, int item, const char *value, struct str *stored,
			 struct err *err)
{
	const struct question *asked = walk_item_question(walk, item);

	if (add_whole(&value, INTEGER_DIGITS, stored) && !*value) {
		long number = strtol(stored->text, NULL, 10);

		if (number >= asked->range_start && number <= asked->range_end)
			return true;
	}
	return err_set(err, ERR_INPUT, _("Write a whole number from %d to %d."), asked->range_start,
		       asked->range_end);
}

static bool accept_date(const struct walk *walk, int item, const char *value, struct str *stored,
			struct err *err)
{
	char text[DATE_ISO_SIZE];
	struct date date;

	(void)walk;
	(void)item;
	if (!date_parse_iso(value, &date))
		return err_set(err, ERR_INPUT, _("This is not a date. Write for example 24/11, +14 or fri."));
	str_add(stored, date_iso(date, text));
	return true;
}

/* "14:30", "14.30" and "1430" are one time; the seconds ODK writes after it are dropped. */
static bool add_time(const char *value, struct str *stored)
{
	struct arena arena;
	int minute;
	bool time;

	arena_init(&arena);
	time = time_parse(strlen(value) > 5 && value[2] == ':' && value[5] == ':'
				  ? arena_strndup(&arena, value, 5)
				  : value,
			  &minute);
	if (time)
		str_addf(stored, "%02d:%02d", minute / 60, minute % 60);
	arena_done(&arena);
	return time;
}

static bool accept_time(const struct walk *walk, int item, const char *value, struct str *stored,
			struct err *err)
{
	(void)walk;
	(void)item;
	return add_time(value, stored)
	       || err_set(err, ERR_INPUT, _("This is not a time. Write for example 14:30."));
}

static bool accept_datetime(const struct walk *walk, int item, const char *value, struct str *stored,
			    struct err *err)
{
	char day[DATE_ISO_SIZE] = "";
	struct date date;

	(void)walk;
	(void)item;
	if (strlen(value) >= DATE_ISO_SIZE && (value[10] == 'T' || value[10] == ' ')) {
		memcpy(day, value, DATE_ISO_SIZE - 1);
		str_addf(stored, "%sT", day);
		if (date_parse_iso(day, &date) && add_time(value + DATE_ISO_SIZE, stored))
			return true;
	}
	return err_set(err, ERR_INPUT, _("This is not a date with a time. Write for example 24/11 14:30."));
}

/* Two to four numbers: latitude, longitude, altitude, accuracy. */
static bool add_point(const char **value, struct str *stored)
{
	static const double most[] = { 90, 180, 1e6, 1e6 };
	int count = 0;

	for (; **value && **value != ';'; count++) {
		size_t length = strcspn(*value, " ;");
		char number[32] = "", *end;
		double degrees;

		if (count == 4 || !length || length >= sizeof(number)
		    || strspn(*value, "+-.0123456789") < length)
			return false;
		memcpy(number, *value, length);
		degrees = strtod(number, &end);
		if (*end || degrees > most[count] || degrees < -most[count])
			return false;
		str_addf(stored, "%s%s", count ? " " : "", number);
		*value += length + strspn(*value + length, " ");
	}
	return count >= 2;
}

static bool accept_geo(const struct walk *walk, int item, const char *value, struct str *stored,
		       struct err *err)
{
	bool many = walk_item_question(walk, item)->type != QUESTION_GEOPOINT,
	     point = add_point(&value, stored);

	while (point && many && *value == ';') {
		value += 1 + strspn(value + 1, " ");
		if (!*value)
			break;
		str_add(stored, "; ");
		point = add_point(&value, stored);
	}
	if (point && !*value)
		return true;
	return err_set(err, ERR_INPUT, _("Write latitude and longitude, for example 55.4038 10.4024."));
}

static bool accept_choices(const struct walk *walk, int item, const char *value, struct str *stored,
			   struct err *err)
{
	char *names = walk_offered(walk, item, value, true);

	if (!names)
		return err_set(err, ERR_INPUT, _("That is not one of the choices. Choose from the list."));
	str_add(stored, names);
	free(names);
	return true;
}

/* Every choice that is offered has its rank. */
static bool accept_rank(const struct walk *walk, int item, const char *value, struct str *stored,
			struct err *err)
{
	size_t room = walk_item_question(walk, item)->choice_count, words = 0, offered;
	size_t *shown = calloc(room + 1, sizeof(*shown));

	if (!shown)
		BUG("out of memory");
	offered = walk_choices(walk, item, shown, room);
	free(shown);
	if (!accept_choices(walk, item, value, stored, err))
		return false;
	for (const char *at = stored->text; *at; at += strcspn(at, " "), at += strspn(at, " "))
		words++;
	return words == offered || err_set(err, ERR_INPUT, _("Put all of them in order, the first first."));
}

static bool (*const accept[QUESTION_TYPES])(const struct walk *, int, const char *, struct str *,
					    struct err *) = {
	[QUESTION_TEXT] = accept_text,
	[QUESTION_INTEGER] = accept_integer,
	[QUESTION_DECIMAL] = accept_decimal,
	[QUESTION_SELECT_ONE] = accept_choices,
	[QUESTION_SELECT_MULTIPLE] = accept_choices,
	[QUESTION_DATE] = accept_date,
	[QUESTION_RANGE] = accept_range,
	[QUESTION_TIME] = accept_time,
	[QUESTION_DATETIME] = accept_datetime,
	[QUESTION_ACKNOWLEDGE] = accept_choices,
	[QUESTION_RANK] = accept_rank,
	[QUESTION_GEOPOINT] = accept_geo,
	[QUESTION_GEOTRACE] = accept_geo,
	[QUESTION_GEOSHAPE] = accept_geo,
	[QUESTION_IMAGE] = accept_text,
	[QUESTION_AUDIO] = accept_text,
	[QUESTION_VIDEO] = accept_text,
	[QUESTION_FILE] = accept_text,
	[QUESTION_BARCODE] = accept_text,
};

/* ---- answering ------------------------------------------------------------------------------------ */

/* `format` is a whole sentence of the guide's, with ${name} filled in; or ours. */
static bool refuse(const struct walk *walk, int item, const char *message, const char *ours, struct err *err)
{
	struct arena arena;

	arena_init(&arena);
	err_set(err, ERR_INPUT, "%s", *message ? walk_fill_at(walk, item, message, &arena) : ours);
	arena_done(&arena);
	return false;
}

/* Nothing was said: the question was asked, and if it is required that is not enough. */
static bool answer_empty(struct walk *walk, int item, struct err *err)
{
	if (walk_required(walk, item))
		return refuse(walk, item, walk_plan(walk, item)->required_message,
			      _("This question needs an answer. If there is none, say that the citizen would "
				"not answer "
				"or does not know."),
			      err);
	walk_give(walk, item, ANSWER_ASKED, "");
	return true;
}

static bool answer_value(struct walk *walk, int item, const char *value, struct err *err)
{
	struct str stored;
	bool accepted;

	str_init(&stored);
	accepted = accept[walk_item_question(walk, item)->type](walk, item, value, &stored, err);
	if (accepted && !walk_meets(walk, item, stored.text))
		accepted = refuse(walk, item, walk_item_question(walk, item)->constraint_message,
				  _("That answer cannot be right here. Check it, or choose another."), err);
	if (accepted)
		walk_give(walk, item, ANSWER_GIVEN, stored.text);
	str_done(&stored);
	return accepted;
}

/* Blanks and line ends around a value are not part of it. */
static char *trimmed(const char *value)
{
	const char *blanks = " \t\r\n";
	char *copy;
	size_t length;

	value += strspn(value, blanks);
	copy = strdup(value);
	if (!copy)
		BUG("out of memory");
	for (length = strlen(copy); length && strchr(blanks, copy[length - 1]); length--)
		copy[length - 1] = '\0';
	return copy;
}

bool walk_answer(struct walk *walk, int item, enum answer_state state, const char *value, struct err *err)
{
	char *text;
	bool given;

	if (item < 0 || item >= walk->item_count || !walk_relevant(walk, item)
	    || walk_item_question(walk, item)->type == QUESTION_CALCULATE)
		return err_set(err, ERR_REFUSED, _("This question is not asked now. Go on to the next."));
	if (walk_item_question(walk, item)->type == QUESTION_REPEAT)
		return walk_answer_repeat(walk, item, state == ANSWER_GIVEN && value ? value : "no", err);
	if (walk_item_question(walk, item)->type == QUESTION_NOTE)
		return true;
	if (walk_item_question(walk, item)->read_only)
		return err_set(err, ERR_REFUSED,
			       _("This cannot be changed here. Go on to the next question."));
	if (state != ANSWER_GIVEN) {
		walk_give(walk, item, state, "");
		return true;
	}
	text = trimmed(value ? value : "");
	given = *text ? answer_value(walk, item, text, err) : answer_empty(walk, item, err);
	free(text);
	return given;
}

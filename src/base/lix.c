#include "samtale/base/lix.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "samtale/base/utf8.h"

#define LONG_WORD 7 /* letters, at least */

/* Where the reading of a text has come to. */
struct reading {
	struct lix *lix;
	int letters; /* of the word that is being read */
	bool open;   /* the sentence has a word, and has not ended */
};

static bool is_letter(uint32_t cp)
{
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND: return true;
	default: return false;
	}
}

static bool is_mark(uint32_t cp)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

static bool joins(uint32_t cp)
{
	return cp == '-' || cp == '\'' || cp == 0x2019 || cp == 0x2010;
}

static bool ends_sentence(uint32_t cp)
{
	return cp == '.' || cp == '?' || cp == '!' || cp == ':' || cp == 0x2026;
}

static void word_end(struct reading *reading)
{
	if (!reading->letters)
		return;
	reading->lix->words++;
	reading->lix->long_words += reading->letters >= LONG_WORD;
	reading->letters = 0;
	reading->open = true;
}

static void sentence_end(struct reading *reading)
{
	word_end(reading);
	reading->lix->sentences += reading->open;
	reading->open = false;
}

/* A line end, blanks, and another line end. */
static bool is_empty_line(uint32_t cp, const char *rest)
{
	return cp == '\n' && rest[strspn(rest, " \t\r")] == '\n';
}

void lix_add(struct lix *lix, const char *text)
{
	struct reading reading = { lix, 0, false };
	const char *end = text + strlen(text);

	while (text < end) {
		uint32_t cp = utf8_next(&text, end);
		const char *after = text;
		bool goes_on = is_letter(utf8_next(&after, end));

		if (is_letter(cp))
			reading.letters++;
		else if (is_mark(cp) || (goes_on && joins(cp) && reading.letters))
			continue;
		else if ((ends_sentence(cp) && !goes_on) || is_empty_line(cp, text))
			sentence_end(&reading);
		else
			word_end(&reading);
	}
	sentence_end(&reading);
}

int lix_value(const struct lix *lix)
{
	double words = lix->words;

	return lix->words ? (int)(words / lix->sentences + 100 * lix->long_words / words + 0.5) : 0;
}

int lix_of(const char *text)
{
	struct lix lix = { 0 };

	lix_add(&lix, text);
	return lix_value(&lix);
}

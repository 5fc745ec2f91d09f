#include "samtale/base/collate.h"

#include <string.h>
#include <utf8proc.h>

#include "samtale/base/str.h"
#include "samtale/base/utf8.h"

/* The three ASCII bytes after 'z' stand for the three letters after z. */
#define AE '{'
#define OE '|'
#define AA '}'

#define LEVEL_END '\x01'
#define DECOMPOSED_MOST 8
#define ACCENT_MOST 30

/* How letters that Unicode does not take apart, or that Danish places itself, are sorted and searched for.
 * Order as in Retskrivningsordbogen and in CLDR's Danish collation. */
struct letter {
	uint32_t cp; /* lower case */
	const char *sorted;
	const char *folded;
	int accent; /* ranks letters that sort alike; 0 for the letter itself */
};

static const struct letter letters[] = {
	{ 0x00E6, "{", "a", 0 },  /* æ */
	{ 0x00E4, "{", "a", 1 },  /* ä */
	{ 0x00F8, "|", "o", 0 },  /* ø */
	{ 0x00F6, "|", "o", 1 },  /* ö */
	{ 0x0151, "|", "o", 2 },  /* ő */
	{ 0x00E5, "}", "a", 0 },  /* å */
	{ 0x01FB, "}", "a", 2 },  /* ǻ */
	{ 0x00FC, "y", "u", 1 },  /* ü */
	{ 0x0171, "y", "u", 2 },  /* ű */
	{ 0x0153, "oe", "o", 1 }, /* œ */
	{ 0x0111, "d", "d", 1 },  /* đ */
	{ 0x00F0, "d", "d", 2 },  /* ð */
	{ 0x00FE, "th", "th", 1 }, /* þ */
	{ 0x0142, "l", "l", 1 },  /* ł */
	{ 0x0127, "h", "h", 1 },  /* ħ */
	{ 0x0131, "i", "i", 1 },  /* ı */
};

static const struct letter *letter_find(uint32_t cp)
{
	for (size_t i = 0; i < LENGTH(letters); i++)
		if (letters[i].cp == cp)
			return &letters[i];
	return NULL;
}

static bool is_mark(uint32_t cp)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);

	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

/* What neither is a letter nor parts words: accents and unseen marks such as the soft hyphen. */
static bool is_silent(uint32_t cp)
{
	return is_mark(cp) || utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_CF;
}

static bool is_word(uint32_t cp)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);

	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
		(category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/* The code points cp is made of: lower case, accents apart. */
static size_t decompose(uint32_t cp, utf8proc_int32_t parts[DECOMPOSED_MOST])
{
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, DECOMPOSED_MOST,
			UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);

	if (count < 1 || count > DECOMPOSED_MOST) {
		parts[0] = (utf8proc_int32_t)cp;
		return 1;
	}
	return (size_t)count;
}

static void add_cp(struct str *str, uint32_t cp)
{
	char put[4];

	str_add_bytes(str, put, utf8_put(cp, put));
}

/* ---- the search fold ------------------------------------------------------------------------- */

struct fold {
	struct str text;
	bool parted; /* a blank is due before the next letter */
	char run;    /* 'a' or 'o' while the following a and e belong to it */
};

static void fold_letter(struct fold *fold, uint32_t cp)
{
	if (fold->parted && fold->text.length)
		str_add_char(&fold->text, ' ');
	fold->parted = false;
	if ((fold->run == 'a' && (cp == 'a' || cp == 'e')) || (fold->run == 'o' && cp == 'e'))
		return;
	fold->run = cp == 'a' || cp == 'o' ? (char)cp : 0;
	add_cp(&fold->text, cp);
}

static void fold_cp(struct fold *fold, uint32_t cp)
{
	utf8proc_int32_t parts[DECOMPOSED_MOST];
	uint32_t lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
	const struct letter *letter = letter_find(lower);
	size_t count;

	if (letter) {
		for (const char *at = letter->folded; *at; at++)
			fold_letter(fold, (unsigned char)*at);
		return;
	}
	count = decompose(cp, parts);
	for (size_t i = 0; i < count; i++) {
		uint32_t part = (uint32_t)parts[i];
		const struct letter *inner = letter_find(part);

		if (is_silent(part))
			continue;
		if (inner) {
			fold_letter(fold, (unsigned char)inner->folded[0]);
		} else if (is_word(part)) {
			fold_letter(fold, part);
		} else {
			fold->parted = true;
			fold->run = 0;
		}
	}
}

char *collate_fold(struct arena *arena, const char *text)
{
	struct fold fold = { 0 };
	const char *end = text + strlen(text);
	char *folded;

	str_init(&fold.text);
	while (text < end)
		fold_cp(&fold, utf8_next(&text, end));
	folded = arena_strndup(arena, fold.text.text, fold.text.length);
	str_done(&fold.text);
	return folded;
}

/* ---- the sort key ---------------------------------------------------------------------------- */

struct key {
	struct str order; /* first level: letters */
	struct str ties;  /* second level: a byte a letter for accent and case */
	bool parted;
	bool lone_a; /* the last letter is a plain a, which one more a makes å */
};

/* Capitals go before small letters, the letter itself before its accented forms. */
static void key_tie(struct key *key, int accent, bool small)
{
	str_add_char(&key->ties, (char)('0' + 2 * accent + small));
}

static void key_part(struct key *key)
{
	if (key->parted && key->order.length)
		str_add_char(&key->order, ' ');
	key->parted = false;
}

static void key_letter(struct key *key, uint32_t cp, int accent, bool small)
{
	bool plain_a = cp == 'a' && !accent;

	if (plain_a && key->lone_a && !key->parted) {
		/* aa is å in Danish names and old spelling, after å where all else is alike. */
		key->order.text[key->order.length - 1] = AA;
		key->ties.text[key->ties.length - 1] = (char)(key->ties.text[key->ties.length - 1] + 2);
		key->lone_a = false;
		return;
	}
	key_part(key);
	add_cp(&key->order, cp);
	key_tie(key, accent, small);
	key->lone_a = plain_a;
}

/* The rank of the accent on parts[at]; 0 for none. */
static int accent_rank(const utf8proc_int32_t *parts, size_t count, size_t at)
{
	uint32_t mark = at + 1 < count ? (uint32_t)parts[at + 1] : 0;

	if (!mark || !is_mark(mark))
		return 0;
	return mark - 0x300 < ACCENT_MOST ? (int)(mark - 0x300) + 1 : ACCENT_MOST;
}

static void key_cp(struct key *key, uint32_t cp)
{
	utf8proc_int32_t parts[DECOMPOSED_MOST];
	uint32_t lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
	const struct letter *letter = letter_find(lower);
	bool small = lower == cp;
	size_t count;

	if (letter) {
		for (const char *at = letter->sorted; *at; at++)
			key_letter(key, (unsigned char)*at, letter->accent, small);
		return;
	}
	count = decompose(cp, parts);
	for (size_t i = 0; i < count; i++) {
		uint32_t part = (uint32_t)parts[i];
		int accent = accent_rank(parts, count, i);
		const struct letter *inner = letter_find(part);

		if (is_silent(part))
			continue;
		if (inner)
			key_letter(key, (unsigned char)inner->sorted[0], accent, small);
		else if (is_word(part))
			key_letter(key, part, accent, small);
		else
			key->parted = true;
	}
}

char *collate_key(struct arena *arena, const char *text)
{
	struct key key = { 0 };
	const char *composed = utf8_clean(arena, text, strlen(text), false);
	const char *end = composed + strlen(composed);
	char *sorted;

	str_init(&key.order);
	str_init(&key.ties);
	while (composed < end)
		key_cp(&key, utf8_next(&composed, end));
	str_add_char(&key.order, LEVEL_END);
	str_add(&key.order, key.ties.text);
	sorted = arena_strndup(arena, key.order.text, key.order.length);
	str_done(&key.ties);
	str_done(&key.order);
	return sorted;
}

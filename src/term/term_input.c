#include "term/term_input.h"

#include <string.h>

#include "samtale/base/utf8.h"
#include "term/term_keys.h"

#define ESCAPE 27
#define ESCAPE_DELAY 50 /* ms to wait for the rest of a function key */

void term_input_open(struct term_input *input)
{
	*input = (struct term_input){ .pad = newpad(1, 1) };
	if (!input->pad)
		BUG("no memory for a pad");
	str_init(&input->paste);
	arena_init(&input->arena);
	nodelay(input->pad, TRUE);
	keypad(input->pad, TRUE); /* loads terminfo's keys, which ours are to win over */
	meta(input->pad, TRUE); /* or getch() takes the eighth bit off */
	set_escdelay(ESCAPE_DELAY);
	term_keys_define();
}

void term_input_close(struct term_input *input)
{
	if (!input->pad)
		return;
	delwin(input->pad);
	str_done(&input->paste);
	arena_done(&input->arena);
	*input = (struct term_input){ 0 };
}

static bool key_event(struct event *event, struct key key)
{
	*event = (struct event){ .kind = EVENT_KEY, .key = key };
	return true;
}

static void paste_add(struct term_input *input, const char *text)
{
	if (input->paste.length + strlen(text) <= TERM_PASTE_MAX)
		str_add(&input->paste, text);
}

bool term_input_end_paste(struct term_input *input, struct event *event)
{
	const char *text;

	arena_reset(&input->arena);
	text = utf8_clean(&input->arena, input->paste.text, input->paste.length, true);
	input->pasting = false;
	str_clear(&input->paste);
	*event = (struct event){ .kind = EVENT_PASTE, .paste = text };
	return *text != '\0';
}

static bool take_code(struct term_input *input, int code, struct event *event)
{
	struct key key;

	if (code == TERM_CODE_PASTE)
		input->pasting = true;
	if (code == TERM_CODE_PASTE_END && input->pasting)
		return term_input_end_paste(input, event);
	if (input->pasting || !term_keys_named(code, &key))
		return false;
	return key_event(event, key);
}

/* A byte of a sequence that ncurses did not recognise, or that came in two pieces. */
static bool take_sequence(struct term_input *input, int byte, struct event *event)
{
	size_t length = strlen(input->sequence);
	bool ends = byte >= 0x40 && byte <= 0x7E && !(byte == '[' && length == 2); /* \033[[A is linux's F1 */
	int code;

	if (length + 1 < sizeof(input->sequence)) {
		input->sequence[length] = (char)byte;
		input->sequence[length + 1] = '\0';
	}
	if (!ends)
		return false;
	code = term_keys_code(input->sequence);
	input->sequence[0] = '\0';
	return code && take_code(input, code, event);
}

/* Esc on its own, or the beginning of a sequence: then its second byte is here already. */
static bool take_escape(struct term_input *input, struct event *event)
{
	int next = wgetch(input->pad);

	if (next == '[') {
		strcpy(input->sequence, "\033[");
		return false;
	}
	if (next != ERR)
		ungetch(next);
	return !input->pasting && key_event(event, key_named(KEYNAME_ESC));
}

static bool take_control(struct term_input *input, int byte, struct event *event)
{
	char text[] = { (char)byte, '\0' };

	memset(&input->letter, 0, sizeof(input->letter));
	if (byte == ESCAPE)
		return take_escape(input, event);
	if (!input->pasting)
		return key_event(event, term_keys_control(byte));
	paste_add(input, text);
	return false;
}

static bool take_letter(struct term_input *input, int byte, struct event *event)
{
	bool begun = !mbsinit(&input->letter);
	char given = (char)byte, text[5] = "";
	wchar_t letter;
	size_t taken = mbrtowc(&letter, &given, 1, &input->letter);

	if (taken == (size_t)-2)
		return false;
	if (taken == (size_t)-1) {
		memset(&input->letter, 0, sizeof(input->letter));
		letter = 0xFFFD;
		if (begun)
			ungetch(byte); /* it broke off the letter before it, and may begin another */
	}
	text[utf8_put((uint32_t)letter, text)] = '\0';
	if (input->pasting)
		paste_add(input, text);
	return !input->pasting && !utf8_is_control((uint32_t)letter) && key_event(event, key_char(text));
}

static bool take(struct term_input *input, int got, struct event *event)
{
	if (input->sequence[0] && got >= 0x20 && got < 0x7F)
		return take_sequence(input, got, event);
	input->sequence[0] = '\0';
	if (got > 0xFF)
		return take_code(input, got, event);
	if (got < 0x20 || got == 127)
		return take_control(input, got, event);
	return take_letter(input, got, event);
}

bool term_input_next(struct term_input *input, struct event *event)
{
	int got;

	while ((got = wgetch(input->pad)) != ERR)
		if (take(input, got, event))
			return true;
	return false;
}

void term_input_flush(struct term_input *input)
{
	flushinp();
	memset(&input->letter, 0, sizeof(input->letter));
	input->sequence[0] = '\0';
	/* Still a paste: what is left of it on the line must not become commands. */
	str_clear(&input->paste);
}

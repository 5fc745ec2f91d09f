/* What reaches the terminal and what comes from it, on a real pty with a terminal emulator at the other
 * end. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "samtale/base/compiler.h"
#include "terminal.h"

#define PROBE "./term_probe"
#define XTERM &(struct terminal_setup){ .type = "xterm-256color" }

static struct terminal terminal;

static int finish(void **state)
{
	(void)state;
	terminal_done(&terminal);
	return 0;
}

static void open_probe(const struct terminal_setup *setup)
{
	terminal_start(&terminal, setup, PROBE);
	terminal_wait(&terminal, "corner");
}

static void quit(int status)
{
	int ended;

	terminal_send(&terminal, "q");
	ended = terminal_end(&terminal);
	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), status);
}

/* Nothing of ours is left: not on the screen, not in the modes. */
static void assert_given_back(void)
{
	assert_true(terminal_modes_restored(&terminal));
	assert_false(terminal.alternate);
	assert_true(terminal.cursor_visible);
	assert_null(strstr(terminal_text(&terminal), "Ågård"));
}

static const char *const types[] = {
	"xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "rxvt", "putty", "xterm",
};

static bool type_is_known(const char *type)
{
	char command[128];

	snprintf(command, sizeof(command), "infocmp %s >/dev/null 2>&1", type);
	return system(command) == 0;
}

static void every_terminal_shows_the_same_screen_and_is_given_back(void **state)
{
	const char *type = *state;
	const struct terminal_setup setup = { .type = type };

	memset(&terminal, 0, sizeof(terminal));
	terminal.master = terminal.told = terminal.orders = -1;
	if (!type_is_known(type))
		skip();
	open_probe(&setup);
	assert_string_equal(terminal_row(&terminal, 0), "probe Ågård æøå");
	assert_string_equal(terminal_row(&terminal, 12), "Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn");
	assert_string_equal(terminal_row(&terminal, 14), "wide 漢字 mark e\u0301 ł ’ 5–7 · cut Peders… Karim…");
	assert_string_equal(terminal_row(&terminal, 16), "trend ▁▃·▇█");
	assert_string_equal(terminal_row(&terminal, 23) + 66, "        corner");
	assert_int_equal(terminal_cursor(&terminal).row, 12);
	assert_int_equal(terminal_cursor(&terminal).col, 5);
	assert_true(terminal.cursor_visible);
	terminal_send(&terminal, "\033OP");
	terminal_wait(&terminal, "1 key <F1>");
	terminal_send(&terminal, "å");
	terminal_wait(&terminal, "2 key å");
	quit(0);
	assert_given_back();
}

static int finish_type(void **state)
{
	(void)state;
	if (terminal.vt)
		terminal_done(&terminal);
	return 0;
}

static void every_variant_of_a_key_is_that_key(void **state)
{
	static const struct {
		const char *bytes, *key;
	} keys[] = {
		{ "\033[11~", "<F1>" }, { "\033[[A", "<F1>" }, { "\033OP", "<F1>" }, { "\033[12~", "<F2>" },
		{ "\033[[B", "<F2>" }, { "\033OQ", "<F2>" }, { "\033[13~", "<F3>" }, { "\033OS", "<F4>" }, { "\033[15~", "<F5>" },
		{ "\033[[E", "<F5>" },
		{ "\033[17~", "<F6>" }, { "\033[21~", "<F10>" }, { "\033[23~", "<F11>" }, { "\033[24~", "<F12>" },
		{ "\033[1~", "<Home>" }, { "\033[7~", "<Home>" }, { "\033[H", "<Home>" }, { "\033OH", "<Home>" },
		{ "\033[4~", "<End>" }, { "\033[8~", "<End>" }, { "\033[F", "<End>" }, { "\033OF", "<End>" },
		{ "\033[2~", "<Ins>" }, { "\033[3~", "<Del>" }, { "\033[5~", "<PgUp>" }, { "\033[6~", "<PgDn>" },
		{ "\033[A", "<Up>" }, { "\033OB", "<Down>" }, { "\033[C", "<Right>" }, { "\033OD", "<Left>" },
		{ "\033[Z", "<BackTab>" }, { "\t", "<Tab>" }, { "\r", "<Enter>" }, { "\n", "<Enter>" },
		{ "\033OM", "<Enter>" },
		{ "\177", "<BS>" }, { "\b", "<BS>" }, { "\033Op", "0" }, { "\033Oy", "9" }, { "\033Ok", "+" },
		{ "\033", "<Esc>" }, { "\x07", "<C-g>" }, { "\x1c", "<C-\\>" }, { " ", "<Space>" },
		{ "Å", "Å" }, { "€", "€" },
	};
	char shown[64];

	(void)state;
	open_probe(XTERM);
	for (size_t i = 0; i < LENGTH(keys); i++) {
		terminal_send(&terminal, keys[i].bytes);
		snprintf(shown, sizeof(shown), "%zu key %s", i + 1, keys[i].key);
		terminal_wait(&terminal, shown);
	}
	quit(0);
}

static void keys_that_lines_and_jobs_use_arrive_as_keys(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "\x13\x11\x03\x16\x0f");
	terminal_wait(&terminal, "1 key <C-s>");
	terminal_wait(&terminal, "2 key <C-q>");
	terminal_wait(&terminal, "3 key <C-c>");
	terminal_wait(&terminal, "4 key <C-v>");
	terminal_wait(&terminal, "5 key <C-o>");
	terminal_send_bytes(&terminal, "\0", 1);
	terminal_wait(&terminal, "6 key <C- >");
	quit(0);
}

static void a_sequence_that_is_no_key_runs_no_command(void **state)
{
	(void)state;
	open_probe(XTERM);
	/* ctrl and shift with arrows and function keys, a cursor report, a device report, a mouse report */
	terminal_send(&terminal, "\033[1;5C\033[1;2P\033[23;7~\033[12;40R\033[?62;1;2c\033[<0;10;10M");
	terminal_send(&terminal, "\033[0123456789;0123456789qx");
	terminal_wait(&terminal, "1 key x");
	quit(0);
}

static void a_letter_split_between_packets_is_one_letter(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "a\xC3");
	terminal_wait(&terminal, "1 key a");
	terminal_send(&terminal, "\xA5");
	terminal_wait(&terminal, "2 key å");
	terminal_send(&terminal, "b\xE2\x82");
	terminal_wait(&terminal, "3 key b");
	terminal_send(&terminal, "\xAC");
	terminal_wait(&terminal, "4 key €");
	quit(0);
}

static void a_broken_letter_costs_only_itself(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "\xE5g\xC3\xC3\xB8\xFFz");
	terminal_wait(&terminal, "1 key \uFFFD");
	terminal_wait(&terminal, "2 key g");
	terminal_wait(&terminal, "3 key \uFFFD");
	terminal_wait(&terminal, "4 key ø");
	terminal_wait(&terminal, "5 key \uFFFD");
	terminal_wait(&terminal, "6 key z");
	quit(0);
}

static void a_function_key_split_after_its_bracket_is_still_that_key(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "a\033[");
	terminal_wait(&terminal, "1 key a");
	terminal_send(&terminal, "B");
	terminal_wait(&terminal, "2 key <Down>");
	terminal_send(&terminal, "b\033[1");
	terminal_wait(&terminal, "3 key b");
	terminal_send(&terminal, "1~");
	terminal_wait(&terminal, "4 key <F1>");
	quit(0);
}

static void pasted_text_is_text_and_never_keys(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "\033[200~qæ\r\033[11~q\x03\033[31m\tend\033[201~");
	terminal_wait(&terminal, "1 paste 9 [qæ|q end]");
	/* the begin mark in two packets */
	terminal_send(&terminal, "x\033[20");
	terminal_wait(&terminal, "2 key x");
	terminal_send(&terminal, "0~qq\033[201~");
	terminal_wait(&terminal, "3 paste 2 [qq]");
	terminal_send(&terminal, "\033[200~\033[201~y");
	terminal_wait(&terminal, "4 key y");
	quit(0);
}

static void a_paste_is_bounded(void **state)
{
	static char text[100 * 1000];

	(void)state;
	memset(text, 'q', sizeof(text));
	open_probe(XTERM);
	terminal_send(&terminal, "\033[200~");
	terminal_send_bytes(&terminal, text, sizeof(text));
	terminal_send(&terminal, "\033[201~x");
	terminal_wait(&terminal, "1 paste 65536 [qqq");
	terminal_wait(&terminal, "2 key x");
	quit(0);
}

static void a_paste_without_its_end_does_not_swallow_the_keys_for_ever(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "\033[200~abc");
	terminal_wait(&terminal, "1 paste 3 [abc]");
	terminal_send(&terminal, "x");
	terminal_wait(&terminal, "2 key x");
	quit(0);
}

static void what_was_typed_ahead_can_be_thrown_away(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "fqqq");
	terminal_wait(&terminal, "1 key f");
	terminal_send(&terminal, "x");
	terminal_wait(&terminal, "2 key x");
	quit(0);
}

static void a_resize_is_followed(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_resize(&terminal, 50, 132);
	terminal_wait(&terminal, "size 132x50");
	assert_non_null(strstr(terminal_row(&terminal, 49), "end of 132x50"));
	assert_string_equal(terminal_row(&terminal, 49) + 126, "corner");
	terminal_resize(&terminal, 10, 40);
	terminal_wait(&terminal, "end of 40x10");
	assert_string_equal(terminal_row(&terminal, 9) + 34, "corner");
	quit(0);
	assert_given_back();
}

static void a_frame_is_one_packet_and_no_more_bytes_than_it_needs(void **state)
{
	(void)state;
	open_probe(XTERM);
	assert_true(terminal.bytes < 2500);
	terminal_count(&terminal);
	terminal_send(&terminal, "a");
	terminal_wait(&terminal, "1 key a");
	terminal_wait_frames(&terminal, 1);
	assert_true(terminal.reads <= 2);
	assert_true(terminal.bytes < 60);
	quit(0);
}

static void a_burst_of_keys_loses_none(void **state)
{
	char keys[501];

	(void)state;
	memset(keys, 'k', 500);
	keys[500] = '\0';
	open_probe(XTERM);
	terminal_send(&terminal, keys);
	terminal_wait(&terminal, "500 key k");
	assert_true(terminal.frames < 250);
	quit(0);
}

static void roles_have_colours_and_no_colour_is_honoured(void **state)
{
	VTermScreenCell overdue, selected;

	(void)state;
	open_probe(XTERM);
	overdue = terminal_cell(&terminal, 12, 15);
	selected = terminal_cell(&terminal, 12, 12);
	assert_true(VTERM_COLOR_IS_INDEXED(&overdue.fg));
	assert_int_equal(overdue.fg.indexed.idx, 160);
	assert_true(VTERM_COLOR_IS_DEFAULT_BG(&overdue.bg));
	assert_true(selected.attrs.reverse);
	quit(0);
	terminal_done(&terminal);
	open_probe(&(struct terminal_setup){ .type = "xterm-256color", .no_colour = true });
	overdue = terminal_cell(&terminal, 12, 15);
	assert_true(VTERM_COLOR_IS_DEFAULT_FG(&overdue.fg));
	assert_true(overdue.attrs.bold);
	quit(0);
}

static void a_slow_line_has_no_bar_to_move(void **state)
{
	(void)state;
	open_probe(&(struct terminal_setup){ .type = "xterm-256color", .slow = true });
	assert_false(terminal_cell(&terminal, 12, 12).attrs.reverse);
	quit(0);
}

/* ncurses moves lines by scrolling. Our first line stays, so what scrolls past it is not kept by the terminal. */
static void no_line_goes_into_a_scrollback(void **state)
{
	static const char *const without_alternate[] = { "vt220", "vt100", "linux" };

	(void)state;
	for (size_t i = 0; i < LENGTH(without_alternate); i++) {
		if (i)
			terminal_done(&terminal);
		open_probe(&(struct terminal_setup){ .type = without_alternate[i] });
		terminal_send(&terminal, "s");
		terminal_wait(&terminal, "line 24 of");
		terminal_send(&terminal, "s");
		terminal_wait(&terminal, "line 25 of");
		quit(0);
		assert_int_equal(terminal.scrolled_away, 0);
	}
}

static void control_characters_in_cells_stay_harmless(void **state)
{
	VTermScreenCell after;

	(void)state;
	open_probe(XTERM);
	after = terminal_cell(&terminal, 15, 9);
	assert_non_null(strstr(terminal_row(&terminal, 15), "evil \uFFFD[31m"));
	assert_true(VTERM_COLOR_IS_DEFAULT_FG(&after.fg));
	quit(0);
}

static void a_hang_up_ends_the_program(void **state)
{
	int status;

	(void)state;
	open_probe(XTERM);
	terminal_hang_up(&terminal);
	status = terminal_end(&terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
}

static void a_polite_signal_ends_it_with_the_terminal_given_back(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT };

	(void)state;
	for (size_t i = 0; i < LENGTH(signals); i++) {
		int status;

		if (i)
			terminal_done(&terminal);
		open_probe(XTERM);
		kill(terminal.child, signals[i]);
		status = terminal_end(&terminal);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 7);
		assert_given_back();
	}
}

static void a_crash_gives_the_terminal_back_and_keeps_its_signal(void **state)
{
	static const struct {
		const char *type;
		int signal;
	} crashes[] = {
		{ "xterm-256color", SIGSEGV }, { "linux", SIGSEGV }, { "vt100", SIGABRT }, { "xterm", SIGQUIT },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(crashes); i++) {
		int status;

		if (i)
			terminal_done(&terminal);
		open_probe(&(struct terminal_setup){ .type = crashes[i].type });
		kill(terminal.child, crashes[i].signal);
		status = terminal_end(&terminal);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), crashes[i].signal);
		assert_given_back();
	}
}

static void a_bug_gives_the_terminal_back_before_it_is_told(void **state)
{
	int status;

	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "B");
	status = terminal_end(&terminal);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_given_back();
	assert_non_null(strstr(terminal_text(&terminal), "term_probe.c:"));
}

static void ctrl_z_leaves_the_terminal_to_the_shell_and_comes_back(void **state)
{
	(void)state;
	open_probe(&(struct terminal_setup){ .type = "xterm-256color", .job = true });
	terminal_send(&terminal, "a\x1a");
	terminal_wait_stopped(&terminal);
	assert_true(terminal.modes_kept);
	assert_false(terminal.alternate);
	assert_null(strstr(terminal_text(&terminal), "Ågård"));
	terminal_continue(&terminal);
	terminal_wait(&terminal, "2 size 80x24");
	terminal_wait(&terminal, "corner");
	assert_true(terminal.alternate);
	terminal_send(&terminal, "\033OP\x13");
	terminal_wait(&terminal, "3 key <F1>");
	terminal_wait(&terminal, "4 key <C-s>");
	quit(0);
	assert_given_back();
}

static void ctrl_z_where_nobody_could_continue_us_only_repaints(void **state)
{
	(void)state;
	open_probe(XTERM);
	terminal_send(&terminal, "\x1a");
	terminal_wait(&terminal, "1 size 80x24");
	terminal_send(&terminal, "x");
	terminal_wait(&terminal, "2 key x");
	quit(0);
	assert_given_back();
}

static void a_terminal_we_cannot_use_gets_one_sentence_and_exit_2(void **state)
{
	static const struct {
		struct terminal_setup setup;
		const char *sentence;
	} cases[] = {
		{ { .type = "dumb" }, "A terminal of the type \"dumb\" cannot place text" },
		{ { .type = NULL }, "TERM is not set" },
		{ { .type = "no-such" }, "does not know the terminal type \"no-such\"" },
		{ { .type = "a\033[31mb" }, "does not know the terminal type \"a?[31mb\"" },
		{ { .type = "xterm-256color", .no_input = true }, "needs a terminal for both keys and screen" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		int status;

		if (i)
			terminal_done(&terminal);
		terminal_start(&terminal, &cases[i].setup, PROBE);
		status = terminal_end(&terminal);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 2);
		assert_non_null(strstr(terminal_text(&terminal), cases[i].sentence));
		assert_true(terminal_modes_restored(&terminal));
	}
}

static void an_iso_8859_1_terminal_gets_its_own_letters(void **state)
{
	static char folder[] = "/tmp/samtale-locale-XXXXXX";
	char command[256];
	bool made;

	(void)state;
	memset(&terminal, 0, sizeof(terminal));
	assert_non_null(mkdtemp(folder));
	snprintf(command, sizeof(command), "localedef -i da_DK -f ISO-8859-1 %s/da_DK >/dev/null 2>&1", folder);
	made = system(command) == 0;
	if (made) {
		const struct terminal_setup setup = {
			.type = "vt220", .locale = "da_DK", .locales = folder, .latin1 = true,
		};

		open_probe(&setup);
		assert_string_equal(terminal_row(&terminal, 0), "probe Ågård æøå");
		assert_string_equal(terminal_row(&terminal, 14), "wide ? ?  mark e l ' 5-7 · cut Pede... Karim...");
		assert_string_equal(terminal_row(&terminal, 16), "trend 13·78");
		terminal_send(&terminal, "\xE5\xD8");
		terminal_wait(&terminal, "1 key å");
		terminal_wait(&terminal, "2 key Ø");
		quit(0);
		assert_given_back();
	}
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
	if (!made)
		skip();
}

static void a_screen_that_was_never_painted_is_left_alone(void **state)
{
	(void)state;
	terminal_start(&terminal, &(struct terminal_setup){ .type = "vt220", .arguments = (const char *const[]){ "early", NULL } }, PROBE);
	assert_int_equal(terminal_end(&terminal), 0);
	assert_string_equal(terminal_row(&terminal, 0), "shell>");
	assert_int_equal(terminal.bytes, 0);
	assert_true(terminal_modes_restored(&terminal));
}

#define PLAIN(test) cmocka_unit_test_teardown(test, finish)
#define OF_TYPE(i) \
	{ types[i], every_terminal_shows_the_same_screen_and_is_given_back, NULL, finish_type, \
	  (void *)(uintptr_t)types[i] }

int main(void)
{
	const struct CMUnitTest tests[] = {
		OF_TYPE(0), OF_TYPE(1), OF_TYPE(2), OF_TYPE(3), OF_TYPE(4), OF_TYPE(5), OF_TYPE(6), OF_TYPE(7), OF_TYPE(8),
		PLAIN(every_variant_of_a_key_is_that_key),
		PLAIN(keys_that_lines_and_jobs_use_arrive_as_keys),
		PLAIN(a_sequence_that_is_no_key_runs_no_command),
		PLAIN(a_letter_split_between_packets_is_one_letter),
		PLAIN(a_broken_letter_costs_only_itself),
		PLAIN(a_function_key_split_after_its_bracket_is_still_that_key),
		PLAIN(pasted_text_is_text_and_never_keys),
		PLAIN(a_paste_is_bounded),
		PLAIN(a_paste_without_its_end_does_not_swallow_the_keys_for_ever),
		PLAIN(what_was_typed_ahead_can_be_thrown_away),
		PLAIN(a_resize_is_followed),
		PLAIN(a_frame_is_one_packet_and_no_more_bytes_than_it_needs),
		PLAIN(a_burst_of_keys_loses_none),
		PLAIN(roles_have_colours_and_no_colour_is_honoured),
		PLAIN(a_slow_line_has_no_bar_to_move),
		PLAIN(no_line_goes_into_a_scrollback),
		PLAIN(control_characters_in_cells_stay_harmless),
		PLAIN(a_hang_up_ends_the_program),
		PLAIN(a_polite_signal_ends_it_with_the_terminal_given_back),
		PLAIN(a_crash_gives_the_terminal_back_and_keeps_its_signal),
		PLAIN(a_bug_gives_the_terminal_back_before_it_is_told),
		PLAIN(ctrl_z_leaves_the_terminal_to_the_shell_and_comes_back),
		PLAIN(ctrl_z_where_nobody_could_continue_us_only_repaints),
		PLAIN(a_screen_that_was_never_painted_is_left_alone),
		PLAIN(a_terminal_we_cannot_use_gets_one_sentence_and_exit_2),
		cmocka_unit_test_teardown(an_iso_8859_1_terminal_gets_its_own_letters, finish_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

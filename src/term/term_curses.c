#include "samtale/term/term.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "samtale/base/tr.h"
#include "term/term_caps.h"
#include "term/term_glyph.h"
#include "term/term_input.h"
#include "term/term_leave.h"
#include "term/term_look.h"
#include "term/term_output.h"
#include "term/term_signal.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define SIDE_MOST 1000 /* rows or columns that are believed */

struct term {
	SCREEN *screen;
	struct term_output output;
	struct term_input input;
	struct term_glyph glyph;
	struct term_look looks[ROLES];
	struct termios shell, program; /* modes before us and under us */
	cchar_t *line;                 /* a row being drawn; owned */
	int frame_fd;
	bool entered; /* the first frame since we came, or came back, was sent */
	bool alternate; /* it has an alternate screen, and so bracketed paste */
	bool repaint;
	int watched;  /* what else is waited for; -1 none */
	int quiet;    /* ms without a byte in the middle of a paste */
};

/* ---- coming and going ---- */

static bool is_terminal(struct err *err)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return true;
	return err_set(err, ERR_USAGE, _("Samtale needs a terminal for both keys and screen. Start it "
			"without redirecting input or output; over ssh, use ssh -t."));
}

/* Every key reaches us as itself: ^S, ^Q, ^C and ^Z too; and bytes reach the terminal as we send them. */
static void modes_choose(struct term *term)
{
	tcgetattr(STDIN_FILENO, &term->shell);
	term->program = term->shell;
	term->program.c_iflag &= (tcflag_t)~(IXON | IXANY | ICRNL | INLCR | IGNCR | ISTRIP | BRKINT | PARMRK);
	term->program.c_oflag &= (tcflag_t)~OPOST;
	term->program.c_lflag &= (tcflag_t)~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	term->program.c_cc[VMIN] = 1;
	term->program.c_cc[VTIME] = 0;
}

static void modes_take(const struct term *term)
{
	term_leave_modes_taken();
	tcsetattr(STDIN_FILENO, TCSANOW, &term->program);
}

static void farewell_prepare(struct term *term)
{
	struct str bytes;

	str_init(&bytes);
	if (term->alternate)
		str_add(&bytes, PASTE_OFF);
	term_caps_farewell(&bytes);
	term_leave_prepare(&term->shell, bytes.text, bytes.length);
	str_done(&bytes);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void size_follow(struct term *term)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resize_term(least(size.ws_row, SIDE_MOST), least(size.ws_col, SIDE_MOST));
	free(term->line);
	term->line = calloc((size_t)COLS, sizeof(*term->line));
	if (!term->line)
		BUG("out of memory");
	term->repaint = true; /* terminals move text about when they are resized */
}

static bool screen_open(struct term *term, const struct term_options *options, struct err *err)
{
	speed_t speed = cfgetospeed(&term->shell);

	term->screen = newterm(NULL, term->output.file, stdin);
	if (!term->screen)
		return err_set(err, ERR_IO, _("The terminal could not be opened. Close other programs and start "
				"again."));
	noecho();
	nonl();
	typeahead(-1); /* a frame is never cut short because somebody types */
	term->alternate = term_caps_alternate_screen();
	term_look_choose(options->colour != TERM_COLOUR_NEVER, speed > B0 && speed <= B9600, term->looks);
	term_input_open(&term->input);
	term_glyph_open(&term->glyph);
	size_follow(term);
	/* As if the screen had been left: the first frame then begins with what enters it. Nothing was sent. */
	endwin();
	term_output_drop(&term->output);
	return true;
}

bool term_open(const struct term_options *options, struct term **opened, struct err *err)
{
	struct term *term;

	if (!is_terminal(err) || !term_caps_check(err))
		return false;
	term = calloc(1, sizeof(*term));
	if (!term)
		BUG("out of memory");
	term->frame_fd = options->frame_fd;
	term->watched = -1;
	modes_choose(term);
	if (!term_output_open(&term->output, STDOUT_FILENO, err) ||
	    !term_signal_open(term_leave_crashed, err) || !screen_open(term, options, err)) {
		term_close(term);
		return false;
	}
	farewell_prepare(term);
	panic_on_bug(term_leave_crashed);
	modes_take(term);
	*opened = term;
	return true;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	term_leave();
	panic_on_bug(NULL);
	term_input_close(&term->input);
	term_glyph_close(&term->glyph);
	if (term->screen) {
		endwin();
		delscreen(term->screen);
	}
	term_output_close(&term->output);
	term_signal_close();
	free(term->line);
	free(term);
}

/* Tells ncurses that it will have to begin anew; nothing is sent. */
static void step_back(struct term *term)
{
	endwin();
	term_output_drop(&term->output);
	term->entered = false;
}

static void come_back(struct term *term)
{
	modes_take(term);
	size_follow(term);
}

static void suspend(struct term *term)
{
	step_back(term);
	term_leave();
	term_signal_suspend();
	term_signal_take(TERM_SIGNAL_CONTINUE);
	come_back(term);
}

/* ---- events ---- */

void term_size(const struct term *term, int *rows, int *cols)
{
	(void)term; /* the process has one terminal */
	*rows = LINES;
	*cols = COLS;
}

void term_watch(struct term *term, int fd)
{
	term->watched = fd;
}

enum term_wait term_wait(struct term *term, int timeout_ms)
{
	struct pollfd fds[] = { { STDIN_FILENO, POLLIN, 0 },
				{ term_signal_fd(), POLLIN, 0 },
				{ term->watched, POLLIN, 0 } };
	int patience = TERM_PASTE_PATIENCE - term->quiet, ready = 0;

	if (term->input.pasting && (timeout_ms < 0 || timeout_ms > patience))
		timeout_ms = patience;
	if (!term_signal_pending())
		ready = poll(fds, LENGTH(fds), timeout_ms);
	term_signal_drain();
	if (term_signal_ended() || term->output.gone || (ready > 0 && fds[0].revents & ~POLLIN))
		return TERM_HUNG_UP;
	term->quiet = ready == 0 && term->input.pasting ? term->quiet + timeout_ms : 0;
	if (fds[0].revents || fds[1].revents || term_signal_pending() || term->quiet >= TERM_PASTE_PATIENCE)
		return TERM_READY;
	return TERM_TIMEOUT;
}

static bool resized(struct event *event)
{
	*event = (struct event){ .kind = EVENT_RESIZE, .size = { LINES, COLS } };
	return true;
}

bool term_next(struct term *term, struct event *event)
{
	if (term_signal_take(TERM_SIGNAL_STOP)) {
		suspend(term);
		return resized(event);
	}
	/* Stopped and continued behind our back: the shell has had the terminal meanwhile. */
	if (term_signal_take(TERM_SIGNAL_CONTINUE)) {
		step_back(term);
		come_back(term);
		return resized(event);
	}
	if (term_signal_take(TERM_SIGNAL_RESIZE)) {
		size_follow(term);
		return resized(event);
	}
	if (term->quiet >= TERM_PASTE_PATIENCE) {
		term->quiet = 0;
		if (term_input_end_paste(&term->input, event))
			return true;
	}
	if (!term_input_next(&term->input, event))
		return false;
	if (event->kind == EVENT_KEY && key_equal(event->key, key_ctrl('z'))) {
		suspend(term);
		return resized(event);
	}
	return true;
}

void term_flush_input(struct term *term)
{
	tcflush(STDIN_FILENO, TCIFLUSH); /* flushinp() asks ncurses's output, which is no terminal */
	term_input_flush(&term->input);
}

/* ---- drawing ---- */

static void tell_frame(int fd)
{
	while (fd >= 0 && write(fd, ".", 1) < 0 && errno == EINTR)
		;
}

static void row_draw(struct term *term, const struct cells *cells, int row, int cols)
{
	int count = term_glyph_row(&term->glyph, cells_at(cells, row, 0), cols, term->looks, term->line);

	mvadd_wchnstr(row, 0, term->line, count);
}

void term_draw(struct term *term, const struct cells *cells)
{
	int rows = least(cells->rows, LINES), cols = least(cells->cols, COLS);

	if (!term->entered)
		keypad(term->input.pad, TRUE); /* endwin() took the terminal out of that mode */
	if (term->repaint)
		clearok(curscr, TRUE);
	if (rows < LINES || cols < COLS)
		erase();
	for (int row = 0; row < rows; row++)
		row_draw(term, cells, row, cols);
	move(least(cells->cursor_row, LINES - 1), least(cells->cursor_col, COLS - 1));
	wnoutrefresh(stdscr);
	term_leave_screen_taken();
	doupdate();
	term_output_send(&term->output, !term->entered && term->alternate ? PASTE_ON : "");
	term->entered = true;
	term->repaint = false;
	tell_frame(term->frame_fd);
}

void term_repaint(struct term *term)
{
	term->repaint = true;
}

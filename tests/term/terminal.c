#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#define PATIENCE 5000 /* ms */
#define ANNOUNCED 3   /* the descriptor the program tells frames on */

static int set_property(VTermProp property, VTermValue *value, void *user)
{
	struct terminal *terminal = user;

	if (property == VTERM_PROP_ALTSCREEN)
		terminal->alternate = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		terminal->cursor_visible = value->boolean;
	return 1;
}

static int count_scrolled(int cols, const VTermScreenCell *cells, void *user)
{
	struct terminal *terminal = user;

	(void)cols;
	(void)cells;
	terminal->scrolled_away++;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = set_property, .sb_pushline = count_scrolled };

static void set_or_unset(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void slow_down(void)
{
	struct termios modes;

	tcgetattr(STDIN_FILENO, &modes);
	cfsetospeed(&modes, B9600);
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

#define ARGUMENTS_MAX 16

static void run_program(const char *const *arguments, const char *program)
{
	char *words[ARGUMENTS_MAX] = { strdup(program) };

	for (int i = 0; arguments && arguments[i] && i < ARGUMENTS_MAX - 2; i++)
		words[i + 1] = strdup(arguments[i]);
	/* Tests that run in the background have these ignored; a terminal's shell hands them on as they usually are. */
	signal(SIGQUIT, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	execv(program, words);
}

static void become(const struct terminal_setup *setup, const char *program, int told)
{
	static const char *const unwanted[] = { "LINES", "COLUMNS", "LANG", "LC_CTYPE", "TERMINFO", "NO_COLOR" };

	for (size_t i = 0; i < sizeof(unwanted) / sizeof(unwanted[0]); i++)
		unsetenv(unwanted[i]);
	set_or_unset("TERM", setup->type);
	set_or_unset("LC_ALL", setup->locale ? setup->locale : "C.UTF-8");
	set_or_unset("LOCPATH", setup->locales);
	if (setup->no_colour)
		setenv("NO_COLOR", "1", 1);
	/* The sanitizers' own handlers would turn the signal into an exit status. */
	setenv("ASAN_OPTIONS", "handle_segv=0:handle_abort=0:handle_sigfpe=0:handle_sigbus=0:handle_sigill=0", 1);
	if (setup->slow)
		slow_down();
	if (setup->no_input)
		dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
	dup2(told, ANNOUNCED);
	run_program(setup->arguments, program);
	_exit(127);
}

/* A shell with one job: tells when it stops ('S' when the terminal's modes are as before, else 's'),
 * continues it on order. */
static void mind_job(const struct terminal_setup *setup, const char *program, int told, int orders)
{
	struct termios before, now;
	int status;
	char order;
	bool kept;
	pid_t job;

	signal(SIGTTOU, SIG_IGN);
	tcgetattr(STDIN_FILENO, &before);
	job = fork();
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		become(setup, program, told);
	}
	while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
		tcgetattr(STDIN_FILENO, &now);
		tcsetpgrp(STDIN_FILENO, getpid());
		kept = before.c_lflag == now.c_lflag && before.c_iflag == now.c_iflag;
		if (write(told, kept ? "S" : "s", 1) != 1 || read(orders, &order, 1) != 1)
			_exit(126);
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 125);
}

void terminal_start(struct terminal *terminal, const struct terminal_setup *setup, const char *program)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int told[2], orders[2];

	memset(terminal, 0, sizeof(*terminal));
	terminal->latin1 = setup->latin1;
	terminal->linux_console = setup->type && strcmp(setup->type, "linux") == 0;
	terminal->vt = vterm_new(size.ws_row, size.ws_col);
	vterm_set_utf8(terminal->vt, 1);
	terminal->screen = vterm_obtain_screen(terminal->vt);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
	vterm_screen_reset(terminal->screen, 1);
	vterm_input_write(terminal->vt, "shell> ", 7);
	assert_int_equal(pipe2(told, O_CLOEXEC), 0);
	assert_int_equal(pipe2(orders, O_CLOEXEC), 0);
	terminal->child = forkpty(&terminal->master, NULL, NULL, &size);
	assert_true(terminal->child >= 0);
	if (terminal->child == 0 && setup->job)
		mind_job(setup, program, told[1], orders[0]);
	if (terminal->child == 0)
		become(setup, program, told[1]);
	close(told[1]);
	close(orders[0]);
	terminal->told = told[0];
	terminal->orders = orders[1];
	tcgetattr(terminal->master, &terminal->modes);
	fcntl(terminal->master, F_SETFL, O_NONBLOCK);
}

/* What the terminal would make of a byte that came. */
static void show(struct terminal *terminal, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		char letter[] = { (char)(0xC0 | byte >> 6), (char)(0x80 | (byte & 0x3F)) };

		/* The linux console's "palette back" has no end mark; for others it begins a title. */
		if (terminal->linux_console && count - i >= 3 && memcmp(bytes + i, "\033]R", 3) == 0)
			i += 2;
		else if (terminal->latin1 && byte >= 0x80)
			vterm_input_write(terminal->vt, letter, 2);
		else
			vterm_input_write(terminal->vt, bytes + i, 1);
	}
}

static bool take_output(struct terminal *terminal)
{
	char bytes[4096];
	ssize_t got = read(terminal->master, bytes, sizeof(bytes));

	if (got <= 0)
		return false;
	terminal->reads++;
	terminal->bytes += (size_t)got;
	show(terminal, bytes, (size_t)got);
	return true;
}

static void take_news(struct terminal *terminal)
{
	char news;
	ssize_t got = read(terminal->told, &news, 1);

	if (got <= 0)
		terminal->ended = true;
	else if (news == '.')
		terminal->frames++;
	else {
		terminal->stopped = true;
		terminal->modes_kept = news == 'S';
	}
}

/* Waits for something and takes it in; `write_too` also returns when the program can be written to. */
static void step(struct terminal *terminal, bool write_too)
{
	struct pollfd fds[] = {
		{ terminal->master, write_too ? POLLIN | POLLOUT : POLLIN, 0 },
		{ terminal->ended ? -1 : terminal->told, POLLIN, 0 },
	};

	if (poll(fds, 2, PATIENCE) <= 0)
		fail_msg("nothing more came; the screen is:\n%s", terminal_text(terminal));
	if (fds[1].revents)
		take_news(terminal);
	if (fds[0].revents & (POLLIN | POLLHUP) && !take_output(terminal) && terminal->ended)
		fail_msg("the program ended; the screen is:\n%s", terminal_text(terminal));
}

void terminal_send_bytes(struct terminal *terminal, const char *bytes, size_t count)
{
	while (count) {
		ssize_t wrote = write(terminal->master, bytes, count);

		if (wrote < 0 && errno != EAGAIN)
			fail_msg("the program takes no keys");
		if (wrote < 0)
			step(terminal, true);
		else
			bytes += wrote, count -= (size_t)wrote;
	}
}

void terminal_send(struct terminal *terminal, const char *bytes)
{
	terminal_send_bytes(terminal, bytes, strlen(bytes));
}

void terminal_resize(struct terminal *terminal, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	vterm_set_size(terminal->vt, rows, cols);
	assert_int_equal(ioctl(terminal->master, TIOCSWINSZ, &size), 0);
}

void terminal_hang_up(struct terminal *terminal)
{
	close(terminal->master);
	terminal->master = -1;
}

void terminal_wait(struct terminal *terminal, const char *text)
{
	while (!strstr(terminal_text(terminal), text))
		step(terminal, false);
}

void terminal_wait_frames(struct terminal *terminal, int frames)
{
	while (terminal->frames < frames)
		step(terminal, false);
}

void terminal_wait_stopped(struct terminal *terminal)
{
	while (!terminal->stopped)
		step(terminal, false);
	while (take_output(terminal))
		;
}

void terminal_continue(struct terminal *terminal)
{
	terminal->stopped = false;
	assert_int_equal(write(terminal->orders, "c", 1), 1);
}

int terminal_end(struct terminal *terminal)
{
	int status;

	while (!terminal->ended) {
		struct pollfd fds[] = { { terminal->told, POLLIN, 0 }, { terminal->master, POLLIN, 0 } };

		if (poll(fds, 2, PATIENCE) <= 0)
			fail_msg("the program does not end; the screen is:\n%s", terminal_text(terminal));
		if (fds[0].revents)
			take_news(terminal);
		if (fds[1].revents)
			take_output(terminal);
	}
	assert_int_equal(waitpid(terminal->child, &status, 0), terminal->child);
	terminal->child = 0;
	while (terminal->master >= 0 && take_output(terminal))
		;
	return status;
}

void terminal_done(struct terminal *terminal)
{
	if (terminal->child > 0) {
		kill(terminal->child, SIGKILL);
		waitpid(terminal->child, NULL, 0);
	}
	if (terminal->master >= 0)
		close(terminal->master);
	close(terminal->told);
	close(terminal->orders);
	vterm_free(terminal->vt);
}

void terminal_count(struct terminal *terminal)
{
	terminal->frames = terminal->reads = 0;
	terminal->bytes = 0;
}

bool terminal_modes_restored(const struct terminal *terminal)
{
	struct termios now;

	return tcgetattr(terminal->master, &now) == 0 && now.c_lflag == terminal->modes.c_lflag &&
		now.c_iflag == terminal->modes.c_iflag && now.c_oflag == terminal->modes.c_oflag;
}

static size_t row_text(const struct terminal *terminal, int row, char *out, size_t room)
{
	int rows, cols;
	size_t length;

	vterm_get_size(terminal->vt, &rows, &cols);
	length = vterm_screen_get_text(terminal->screen, out, room - 1, (VTermRect){ row, row + 1, 0, cols });
	while (length && out[length - 1] == ' ')
		length--;
	out[length] = '\0';
	return length;
}

const char *terminal_text(struct terminal *terminal)
{
	int rows, cols;
	size_t at = 0;

	vterm_get_size(terminal->vt, &rows, &cols);
	for (int row = 0; row < rows; row++) {
		at += row_text(terminal, row, terminal->text + at, sizeof(terminal->text) - at - 1);
		terminal->text[at++] = '\n';
	}
	terminal->text[at] = '\0';
	return terminal->text;
}

const char *terminal_row(struct terminal *terminal, int row)
{
	row_text(terminal, row, terminal->text, sizeof(terminal->text));
	return terminal->text;
}

VTermScreenCell terminal_cell(const struct terminal *terminal, int row, int col)
{
	VTermScreenCell cell = { 0 };

	vterm_screen_get_cell(terminal->screen, (VTermPos){ row, col }, &cell);
	return cell;
}

VTermPos terminal_cursor(const struct terminal *terminal)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vt), &at);
	return at;
}

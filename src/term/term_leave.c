#include "term/term_leave.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "samtale/base/compiler.h"

#define PATIENCE 1000 /* ms for a terminal that takes no bytes */

static struct {
	char bytes[512];
	size_t length;
	struct termios shell;
	volatile sig_atomic_t modes, screen;
} way;

void term_leave_prepare(const struct termios *shell, const char *bytes, size_t length)
{
	if (length > sizeof(way.bytes))
		BUG("more bytes to leave a terminal with than there is room for");
	memcpy(way.bytes, bytes, length);
	way.length = length;
	way.shell = *shell;
}

void term_leave_modes_taken(void)
{
	way.modes = 1;
}

void term_leave_screen_taken(void)
{
	way.screen = 1;
}

/* A terminal whose line stands still must not keep a program that was told to go. */
static bool takes_bytes(void)
{
	struct pollfd room = { STDOUT_FILENO, POLLOUT, 0 };
	int ready;

	do
		ready = poll(&room, 1, PATIENCE);
	while (ready < 0 && errno == EINTR);
	return ready > 0 && room.revents & POLLOUT;
}

static void say_farewell(void)
{
	size_t sent = 0;

	while (sent < way.length && takes_bytes()) {
		ssize_t wrote = write(STDOUT_FILENO, way.bytes + sent, way.length - sent);

		if (wrote > 0)
			sent += (size_t)wrote;
		else if (wrote == 0 || (errno != EINTR && errno != EAGAIN))
			break;
	}
}

void term_leave(void)
{
	if (way.screen) {
		way.screen = 0;
		say_farewell();
	}
	if (way.modes) {
		way.modes = 0;
		tcsetattr(STDIN_FILENO, TCSANOW, &way.shell);
	}
}

void term_leave_crashed(void)
{
	if (way.modes)
		tcflush(STDIN_FILENO, TCIFLUSH);
	term_leave();
}

#include "term/term_leave.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "samtale/base/compiler.h"

static struct {
	char bytes[512];
	size_t length;
	struct termios shell;
	volatile sig_atomic_t ours;
} way;

void term_leave_prepare(const struct termios *shell, const char *bytes, size_t length)
{
	if (length > sizeof(way.bytes))
		BUG("more bytes to leave a terminal with than there is room for");
	memcpy(way.bytes, bytes, length);
	way.length = length;
	way.shell = *shell;
}

void term_leave_entered(void)
{
	way.ours = 1;
}

void term_leave(void)
{
	size_t sent = 0;

	if (!way.ours)
		return;
	way.ours = 0;
	while (sent < way.length) {
		ssize_t wrote = write(STDOUT_FILENO, way.bytes + sent, way.length - sent);

		if (wrote > 0)
			sent += (size_t)wrote;
		else if (wrote == 0 || errno != EINTR)
			break;
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &way.shell);
}

void term_leave_crashed(void)
{
	if (way.ours)
		tcflush(STDIN_FILENO, TCIFLUSH);
	term_leave();
}

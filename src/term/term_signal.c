#include "term/term_signal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "samtale/base/tr.h"

static const struct {
	int number;
	enum term_signal meaning;
} asked[] = {
	{ SIGWINCH, TERM_SIGNAL_RESIZE }, { SIGHUP, TERM_SIGNAL_END }, { SIGTERM, TERM_SIGNAL_END },
	{ SIGINT, TERM_SIGNAL_END }, { SIGTSTP, TERM_SIGNAL_STOP }, { SIGCONT, TERM_SIGNAL_CONTINUE },
};

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGQUIT };

static volatile sig_atomic_t raised[TERM_SIGNALS];
static int wake[2] = { -1, -1 };
static struct sigaction asked_before[LENGTH(asked)], crashes_before[LENGTH(crashes)];
static void (*restore_screen)(void);
static pid_t owner;
static char crash_stack[64 * 1024]; /* a stack that overflowed is no place to clean up from */

static void note(int number)
{
	int kept = errno;

	for (size_t i = 0; i < LENGTH(asked); i++)
		if (asked[i].number == number)
			raised[asked[i].meaning] = 1;
	if (write(wake[1], "", 1) < 0)
		errno = EAGAIN; /* a full pipe wakes just as well */
	errno = kept;
}

static void crash(int number)
{
	int kept = errno;

	/* A child that has not yet become another program crashes on its own account. */
	if (getpid() == owner)
		restore_screen();
	for (size_t i = 0; i < LENGTH(crashes); i++)
		if (crashes[i] == number)
			sigaction(number, &crashes_before[i], NULL);
	errno = kept;
	raise(number); /* blocked until this handler returns */
}

static bool wake_open(struct err *err)
{
	if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) == 0)
		return true;
	err_set(err, ERR_IO, _("The system has no room for more open files. Close other programs and start "
			"again."));
	return err_detail(err, "pipe2: %s", strerror(errno));
}

bool term_signal_open(void (*restore)(void), struct err *err)
{
	struct sigaction action = { .sa_handler = note }; /* no SA_RESTART: a write to a dead line must end */
	stack_t stack = { .ss_sp = crash_stack, .ss_size = sizeof(crash_stack) };

	if (!wake_open(err))
		return false;
	for (int i = 0; i < TERM_SIGNALS; i++)
		raised[i] = 0;
	restore_screen = restore;
	owner = getpid();
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < LENGTH(asked); i++)
		sigaction(asked[i].number, &action, &asked_before[i]);
	sigaltstack(&stack, NULL);
	action.sa_handler = crash;
	action.sa_flags = SA_ONSTACK;
	for (size_t i = 0; i < LENGTH(crashes); i++) {
		sigaction(crashes[i], &action, &crashes_before[i]);
		/* Whoever started us in the background wants SIGQUIT ignored: it would not end us after the handler. */
		if (crashes_before[i].sa_handler == SIG_IGN)
			sigaction(crashes[i], &crashes_before[i], NULL);
	}
	return true;
}

void term_signal_close(void)
{
	if (wake[0] < 0)
		return;
	for (size_t i = 0; i < LENGTH(asked); i++)
		sigaction(asked[i].number, &asked_before[i], NULL);
	for (size_t i = 0; i < LENGTH(crashes); i++)
		sigaction(crashes[i], &crashes_before[i], NULL);
	close(wake[0]);
	close(wake[1]);
	wake[0] = wake[1] = -1;
}

int term_signal_fd(void)
{
	return wake[0];
}

void term_signal_drain(void)
{
	char bytes[64];

	while (read(wake[0], bytes, sizeof(bytes)) == sizeof(bytes))
		;
}

bool term_signal_pending(void)
{
	for (int i = 0; i < TERM_SIGNALS; i++)
		if (raised[i])
			return true;
	return false;
}

bool term_signal_take(enum term_signal which)
{
	bool was = raised[which];

	raised[which] = 0;
	return was;
}

bool term_signal_ended(void)
{
	return raised[TERM_SIGNAL_END];
}

void term_signal_suspend(void)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, ours;

	sigemptyset(&usual.sa_mask);
	for (size_t i = 0; i < LENGTH(asked); i++)
		if (asked[i].number == SIGTSTP && asked_before[i].sa_handler == SIG_IGN)
			return; /* started by something without job control */
	sigaction(SIGTSTP, &usual, &ours);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

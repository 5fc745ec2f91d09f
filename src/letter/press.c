#include "press.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "samtale/base/tr.h"

#define DAY_SECONDS INT64_C(86400)

/* Our ends of what the child reads and writes; -1 closed. */
struct press {
	int in, out, complaints;
	pid_t child;
	const char *source;
	size_t left;
	struct str *pdf, *warnings;
};

static void end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static bool no_groff(const char *groff, int reason, struct err *err)
{
	err_set(err, ERR_IO,
		_("No PDF: groff cannot be run. Ask whoever looks after this machine to install groff; the "
		  "letter can be "
		  "printed as text."));
	return err_detail(err, "%s: %s", groff, strerror(reason));
}

/* ---- the child -------------------------------------------------------------------------------------- */

/* theirs: the child's standard input, output and error. */
static int spawn(const char *groff, const int theirs[3], struct date date, pid_t *child)
{
	char epoch[48];
	char name[] = "groff", utf8[] = "-Kutf8", pdf[] = "-Tpdf", warn[] = "-ww", input[] = "-";
	char path[] = "PATH=/usr/local/bin:/usr/bin:/bin", locale[] = "LC_ALL=C";
	char *const words[] = { name, utf8, pdf, warn, input, NULL };
	char *const environment[] = { path, locale, epoch, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t all, none;
	int result;

	snprintf(epoch, sizeof(epoch), "SOURCE_DATE_EPOCH=%lld",
		 (long long)(date_is_set(date) && date.day > 0 ? date.day * DAY_SECONDS : 0));
	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
	posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	posix_spawnattr_init(&attributes);
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes,
				 POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	result = posix_spawn(child, groff, &actions, &attributes, words, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return result;
}

static bool begin(struct press *press, const char *groff, struct date date, struct err *err)
{
	int pairs[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } };
	int theirs[3], result = 0;

	/* Sockets, because writing to a child that has died must be an error and not a signal. */
	for (int i = 0; i < 3 && result == 0; i++)
		result = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pairs[i]) ? errno : 0;
	for (int i = 0; i < 3; i++)
		theirs[i] = pairs[i][1];
	if (result == 0)
		result = spawn(groff, theirs, date, &press->child);
	for (int i = 0; i < 3; i++)
		end(&theirs[i]);
	press->in = pairs[0][0];
	press->out = pairs[1][0];
	press->complaints = pairs[2][0];
	if (result == 0)
		return true;
	end(&press->in);
	end(&press->out);
	end(&press->complaints);
	return no_groff(groff, result, err);
}

/* ---- bytes ------------------------------------------------------------------------------------------ */

static void give(struct press *press)
{
	ssize_t sent = send(press->in, press->source, press->left, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (sent > 0) {
		press->source += sent;
		press->left -= (size_t)sent;
	}
	/* A child that reads no more has its reason, and says it. */
	if (press->left == 0 || (sent < 0 && errno != EAGAIN && errno != EINTR))
		end(&press->in);
}

static bool take(int *fd, struct str *into)
{
	char chunk[65536];
	ssize_t got = recv(*fd, chunk, sizeof(chunk), MSG_DONTWAIT);

	if (got > 0)
		str_add_bytes(into, chunk, (size_t)got);
	if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
		end(fd);
	return into->length <= PRESS_MOST;
}

/* False when the child was silent for too long, or says too much. */
static bool exchange(struct press *press)
{
	while (press->out >= 0 || press->complaints >= 0) {
		struct pollfd fds[] = { { press->in, POLLOUT, 0 },
					{ press->out, POLLIN, 0 },
					{ press->complaints, POLLIN, 0 } };
		int ready = poll(fds, LENGTH(fds), PRESS_PATIENCE_MS);

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		if (fds[0].revents)
			give(press);
		if (fds[1].revents && !take(&press->out, press->pdf))
			return false;
		if (fds[2].revents && !take(&press->complaints, press->warnings))
			return false;
	}
	return true;
}

/* What the child left behind, whatever it did. */
static bool finish(struct press *press, bool spoke, struct err *err)
{
	int status = 0;

	end(&press->in);
	end(&press->out);
	end(&press->complaints);
	if (!spoke)
		kill(-press->child, SIGKILL);
	while (waitpid(press->child, &status, 0) < 0 && errno == EINTR)
		;
	if (spoke && WIFEXITED(status) && WEXITSTATUS(status) == 0 && str_starts(press->pdf->text, "%PDF-"))
		return true;
	err_set(err, ERR_IO,
		spoke ? _("groff could not make the PDF. Ask whoever looks after this machine whether all of "
			  "groff is "
			  "installed; the letter can be printed as text.")
		      : _("groff took too long. Try again; the letter can be printed as text."));
	return err_detail(err, "status %d: %.160s", status, press->warnings->text);
}

bool press_run(const char *groff, const char *source, size_t size, struct date date, struct str *out,
	       struct str *warnings, struct err *err)
{
	struct press press = { .source = source, .left = size, .pdf = out, .warnings = warnings };

	return begin(&press, groff, date, err) && finish(&press, exchange(&press), err);
}

#include "term/term_output.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "samtale/base/tr.h"
#include "term/term_signal.h"

bool term_output_open(struct term_output *output, int terminal, struct err *err)
{
	int copy;

	*output = (struct term_output){ .terminal = terminal };
	str_init(&output->frame);
	output->gathered = memfd_create("samtale-frame", MFD_CLOEXEC);
	copy = output->gathered < 0 ? -1 : dup(output->gathered);
	output->file = copy < 0 ? NULL : fdopen(copy, "w");
	if (output->file)
		return true;
	err_set(err, ERR_IO, _("The system gives Samtale no memory for the screen. Close other programs and "
			"start again."));
	err_detail(err, "memfd_create: %s", strerror(errno));
	if (copy >= 0)
		close(copy);
	return false;
}

void term_output_close(struct term_output *output)
{
	if (output->file)
		fclose(output->file);
	if (output->gathered >= 0)
		close(output->gathered);
	str_done(&output->frame);
	output->gathered = -1;
	output->file = NULL;
}

void term_output_drop(struct term_output *output)
{
	lseek(output->gathered, 0, SEEK_SET);
}

static void gather(struct term_output *output)
{
	off_t left = lseek(output->gathered, 0, SEEK_CUR), at = 0;
	char piece[8192];

	while (at < left) {
		size_t most = left - at < (off_t)sizeof(piece) ? (size_t)(left - at) : sizeof(piece);
		ssize_t got = pread(output->gathered, piece, most, at);

		if (got <= 0)
			BUG("the frame in memory cannot be read");
		str_add_bytes(&output->frame, piece, (size_t)got);
		at += got;
	}
	term_output_drop(output);
}

/* Whether writing may be tried again after it failed with errno. */
static bool may_retry(const struct term_output *output)
{
	struct pollfd room = { output->terminal, POLLOUT, 0 };

	if (errno == EINTR)
		return !term_signal_ended();
	/* Somebody before us left the terminal non-blocking. */
	if (errno == EAGAIN)
		return poll(&room, 1, -1) > 0 || !term_signal_ended();
	return false;
}

void term_output_send(struct term_output *output, const char *before)
{
	size_t sent = 0;

	str_set(&output->frame, before);
	gather(output);
	while (sent < output->frame.length && !output->gone) {
		ssize_t wrote = write(output->terminal, output->frame.text + sent, output->frame.length - sent);

		if (wrote >= 0)
			sent += (size_t)wrote;
		else if (!may_retry(output))
			output->gone = true;
	}
}

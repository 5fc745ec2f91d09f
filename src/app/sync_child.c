#include "app/sync_child.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SELF "/proc/self/exe"
#define HEARD_MOST (1 << 20) /* a line longer than this is none of ours */
#define SENTENCE "samtale: "
#define FOUND_SOMETHING 1 /* exit status: it went through, and the report tells of troubles */

extern char **environ;

void sync_child_init(struct sync_child *child, const struct common_options *common)
{
	*child = (struct sync_child){ .database = common->database, .config = common->config, .out = -1 };
	str_init(&child->heard);
	str_init(&child->failure);
	arena_init(&child->arena);
}

static void forget(struct sync_child *child)
{
	if (child->out >= 0)
		close(child->out);
	child->out = -1;
	child->pid = 0;
}

void sync_child_done(struct sync_child *child)
{
	forget(child);
	str_done(&child->heard);
	str_done(&child->failure);
	arena_done(&child->arena);
}

bool sync_child_runs(const struct sync_child *child)
{
	return child->pid != 0;
}

/* ---- starting -------------------------------------------------------------------------------------------- */

#define WORDS_MOST 12

static void words_fill(struct sync_child *child, char *words[WORDS_MOST])
{
	const char *const given[] = { "samtale", "--db", child->database, "--lang", tr_code(tr_language()), "sync",
				      "--progress", "json", child->config != NULL ? "--config" : NULL, child->config };

	arena_reset(&child->arena);
	for (size_t i = 0; i < LENGTH(given) && given[i] != NULL; i++)
		words[i] = arena_strdup(&child->arena, given[i]);
}

/* A session of its own, so that it outlives the terminal; writing to a console that has been left is an
 * error and no signal. */
static int spawn(struct sync_child *child, int theirs)
{
	const char *program = child->program != NULL ? child->program : SELF;
	char *words[WORDS_MOST] = { NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t blocked, defaults;
	int result;

	words_fill(child, words);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, theirs, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, theirs, STDERR_FILENO);
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	posix_spawnattr_init(&attributes);
	sigfillset(&defaults);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGPIPE);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setsigmask(&attributes, &blocked);
	posix_spawnattr_setflags(&attributes,
				 POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
	result = posix_spawn(&child->pid, program, &actions, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return result;
}

bool sync_child_start(struct sync_child *child, struct err *err)
{
	int ends[2], result;

	if (sync_child_runs(child))
		return err_set(err, ERR_BUSY, "%s", _("The sync is running already. It tells here when it is done."));
	str_clear(&child->heard);
	str_clear(&child->failure);
	if (pipe2(ends, O_CLOEXEC) != 0) {
		result = errno;
	} else {
		result = spawn(child, ends[1]);
		close(ends[1]);
		child->out = ends[0];
	}
	if (result == 0 && fcntl(child->out, F_SETFL, O_NONBLOCK) == 0)
		return true;
	forget(child);
	err_set(err, ERR_IO, "%s", _("The sync could not be started. Try again; nothing of yours is lost meanwhile."));
	return err_detail(err, "%s", strerror(result));
}

/* ---- what it tells --------------------------------------------------------------------------------------- */

static const char *text_of(const json_t *object, const char *name, struct arena *arena)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text != NULL ? arena_strdup(arena, text) : "";
}

static void numbers_read(const json_t *object, struct sync_report *report)
{
	const struct {
		const char *name;
		int64_t *number;
	} numbers[] = {
		{ "sent_bundles", &report->sent_bundles }, { "sent_ops", &report->sent_ops },
		{ "sent_bytes", &report->sent_bytes },	   { "taken_bundles", &report->taken_bundles },
		{ "taken_ops", &report->taken_ops },	   { "receipts", &report->receipts },
		{ "conflicts_before", &report->conflicts_before }, { "conflicts", &report->conflicts },
		{ "held", &report->held },		   { "parked", &report->parked },
		{ "snapshots", &report->snapshots },	   { "purged_citizens", &report->purged_citizens },
		{ "waiting", &report->waiting },
	};

	for (size_t i = 0; i < LENGTH(numbers); i++)
		*numbers[i].number = json_integer_value(json_object_get(object, numbers[i].name));
}

static void report_read(const json_t *object, struct arena *arena, struct sync_report *report)
{
	const json_t *troubles = json_object_get(object, "troubles"), *row;
	size_t index;

	*report = (struct sync_report){ .is_restored = json_is_true(json_object_get(object, "restored")) };
	numbers_read(object, report);
	json_array_foreach(troubles, index, row) {
		report->troubles =
			arena_grow(arena, report->troubles, report->trouble_count, sizeof(*report->troubles));
		report->troubles[report->trouble_count++] = (struct sync_trouble){
			.code = text_of(row, "code", arena),
			.terminal = text_of(row, "terminal", arena),
			.text = text_of(row, "text", arena),
		};
	}
}

static bool news_read(const json_t *line, struct arena *arena, struct sync_news *news)
{
	const char *step = json_string_value(json_object_get(line, "step"));
	const json_t *report = json_object_get(line, "report");

	*news = (struct sync_news){ .kind = SYNC_NEWS_STEP, .failure = "" };
	if (json_is_object(report)) {
		news->kind = SYNC_NEWS_REPORT;
		report_read(report, arena, &news->report);
		return true;
	}
	news->done = json_integer_value(json_object_get(line, "done"));
	news->of = json_integer_value(json_object_get(line, "of"));
	return step != NULL && sync_step_parse(step, &news->step);
}

/* The first sentence tells why; what follows it is not for the caseworker. */
static void complaint_keep(struct sync_child *child, const char *line)
{
	if (child->failure.length == 0 && str_starts(line, SENTENCE))
		str_add(&child->failure, line + strlen(SENTENCE));
}

/* Takes whole lines until one is news. */
static bool line_next(struct sync_child *child, struct sync_news *news)
{
	char *end;

	while ((end = memchr(child->heard.text, '\n', child->heard.length)) != NULL) {
		size_t length = (size_t)(end - child->heard.text);
		json_t *line = json_loadb(child->heard.text, length, 0, NULL);
		bool is_news;

		arena_reset(&child->arena);
		is_news = line != NULL && news_read(line, &child->arena, news);
		if (line == NULL)
			complaint_keep(child, arena_strndup(&child->arena, child->heard.text, length));
		json_decref(line);
		str_splice(&child->heard, 0, length + 1, "");
		if (is_news)
			return true;
	}
	return false;
}

/* False when it has nothing more to tell. */
static bool hear(struct sync_child *child, bool wait, bool *quiet)
{
	struct pollfd fd = { child->out, POLLIN, 0 };
	char block[4096];
	ssize_t got;

	*quiet = false;
	if (wait)
		while (poll(&fd, 1, -1) < 0 && errno == EINTR)
			;
	got = read(child->out, block, sizeof(block));
	if (got > 0 && child->heard.length < HEARD_MOST)
		str_add_bytes(&child->heard, block, (size_t)got);
	*quiet = got < 0 && (errno == EAGAIN || errno == EINTR);
	return got > 0 || *quiet;
}

static void finish(struct sync_child *child, struct sync_news *news)
{
	int status = 0;

	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) <= FOUND_SOMETHING)
		str_clear(&child->failure);
	else if (child->failure.length == 0)
		str_add(&child->failure,
			_("The sync stopped before it was done. Start it again: it goes on where it was."));
	forget(child);
	*news = (struct sync_news){ .kind = SYNC_NEWS_OVER, .failure = child->failure.text };
}

bool sync_child_next(struct sync_child *child, bool wait, struct sync_news *news)
{
	bool quiet;

	while (sync_child_runs(child)) {
		if (line_next(child, news))
			return true;
		if (!hear(child, wait, &quiet)) {
			finish(child, news);
			return true;
		}
		if (quiet && !wait)
			return false;
	}
	return false;
}

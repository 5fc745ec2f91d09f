#include "app/sync_log.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "samtale/base/compiler.h"
#include "samtale/base/str.h"

static const char *const words[] = {
	[ERR_NONE] = "none",	   [ERR_INPUT] = "input",     [ERR_REFUSED] = "refused",
	[ERR_MISSING] = "missing", [ERR_DAMAGED] = "damaged", [ERR_NEWER] = "newer",
	[ERR_BUSY] = "busy",	   [ERR_FULL] = "full",	      [ERR_IO] = "io",
	[ERR_USAGE] = "usage",
};

static void make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
}

static void add_time(struct str *out, struct moment now)
{
	time_t seconds = (time_t)(now.utc_ms / 1000);
	struct tm utc;
	char text[32];

	gmtime_r(&seconds, &utc);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
	str_add(out, text);
}

static void add_lines(struct str *out, struct moment now, const struct sync_report *report,
		      const struct err *failed)
{
	add_time(out, now);
	str_addf(out,
		 " run result=%s sent_bundles=%lld sent_ops=%lld taken_bundles=%lld taken_ops=%lld "
		 "receipts=%lld"
		 " waiting=%lld held=%lld parked=%lld conflicts=%lld troubles=%zu%s\n",
		 failed ? words[failed->code] : "ok", (long long)report->sent_bundles,
		 (long long)report->sent_ops, (long long)report->taken_bundles, (long long)report->taken_ops,
		 (long long)report->receipts, (long long)report->waiting, (long long)report->held,
		 (long long)report->parked, (long long)report->conflicts, report->trouble_count,
		 report->is_restored ? " restored" : "");
	for (size_t i = 0; i < report->trouble_count; i++) {
		const struct sync_trouble *trouble = &report->troubles[i];

		add_time(out, now);
		str_addf(out, " trouble code=%s unit=%lld origin=%u bundle=%lld\n", trouble->code,
			 (long long)trouble->unit, trouble->origin, (long long)trouble->bseq);
	}
}

static bool append(const char *path, const struct str *lines)
{
	int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool is_written;

	if (file < 0)
		return false;
	is_written = write(file, lines->text, lines->length) == (ssize_t)lines->length;
	return !close(file) && is_written;
}

bool sync_log_add(const char *path, struct moment now, const struct sync_report *report,
		  const struct err *failed)
{
	struct str name, before, lines;
	struct stat about;
	bool is_written;

	str_init(&name);
	str_init(&before);
	str_init(&lines);
	str_set(&name, path);
	str_addf(&before, "%s.1", path);
	make_folders(name.text);
	if (!stat(path, &about) && about.st_size >= SYNC_LOG_MOST)
		rename(path, before.text);
	add_lines(&lines, now, report, failed);
	is_written = append(path, &lines);
	str_done(&lines);
	str_done(&before);
	str_done(&name);
	return is_written;
}

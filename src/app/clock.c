#include "app/clock.h"

#include <string.h>
#include <time.h>

#include "samtale/base/tr.h"

#define MINUTE_MS INT64_C(60000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

struct clock clock_real(void)
{
	return (struct clock){ .fixed = false };
}

bool clock_fixed(const char *text, struct clock *clock, struct err *err)
{
	char day[DATE_ISO_SIZE] = "";
	const char *after = strchr(text, 'T');
	size_t length = after ? (size_t)(after - text) : strlen(text);
	struct date date;
	int minute = 0;

	if (length == sizeof(day) - 1) {
		memcpy(day, text, length);
		if (date_parse_iso(day, &date) && date.day >= 0 &&
		    (!after || time_parse(after + 1, &minute))) {
			*clock = (struct clock){ .fixed = true,
						 .local_ms = date.day * DAY_MS + minute * MINUTE_MS };
			return true;
		}
	}
	return err_set(err, ERR_USAGE,
		       _("\"%s\" is no moment. Write it as 2026-11-23T09:00, not before 1970."), text);
}

/* The hour that comes twice in October counts as summer time. */
static int64_t danish_utc_ms(int64_t local_ms)
{
	int64_t summer = local_ms - 2 * HOUR_MS;

	return date_danish_offset(summer) == 120 ? summer : local_ms - HOUR_MS;
}

static struct moment fixed_now(const struct clock *clock)
{
	return (struct moment){
		.utc_ms = danish_utc_ms(clock->local_ms),
		.date = { (int32_t)(clock->local_ms / DAY_MS) },
		.minute = (int)(clock->local_ms % DAY_MS / MINUTE_MS),
	};
}

static struct moment real_now(void)
{
	struct moment now = { .date = DATE_NONE };
	struct timespec time;
	struct tm local;

	clock_gettime(CLOCK_REALTIME, &time);
	if (!localtime_r(&time.tv_sec, &local) ||
	    !date_from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, &now.date))
		BUG("the machine's clock is outside the years 1800 to 2199");
	now.utc_ms = (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
	now.minute = local.tm_hour * 60 + local.tm_min;
	return now;
}

struct moment clock_now(const struct clock *clock)
{
	return clock->fixed ? fixed_now(clock) : real_now();
}

void clock_advance(struct clock *clock, int64_t ms)
{
	if (!clock->fixed)
		BUG("a real clock cannot be moved");
	clock->local_ms += ms;
}

int64_t clock_ticks_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

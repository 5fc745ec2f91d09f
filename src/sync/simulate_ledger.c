#include "simulate_ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *roomy(void *items, size_t count, size_t size)
{
	if (count & (count - 1))
		return items;
	items = realloc(items, (count ? 2 * count : 1) * size);
	if (!items)
		BUG("out of memory");
	return items;
}

void ledger_begin(struct ledger *ledger)
{
	memset(ledger, 0, sizeof(*ledger));
	ledger_add(ledger, LEDGER_FACT, LEDGER_NOBODY, 0);
}

void ledger_done(struct ledger *ledger)
{
	free(ledger->writes);
	free(ledger->links);
}

uint32_t ledger_add(struct ledger *ledger, enum ledger_kind kind, int64_t citizen, uint32_t origin)
{
	ledger->writes = roomy(ledger->writes, ledger->count, sizeof(*ledger->writes));
	ledger->writes[ledger->count] =
		(struct ledger_write){ .citizen = citizen, .dot = { origin, 0 }, .kind = kind };
	return (uint32_t)ledger->count++;
}

void ledger_replaces(struct ledger *ledger, uint32_t later, uint32_t earlier)
{
	if (!earlier || earlier == later)
		return;
	ledger->links = roomy(ledger->links, ledger->link_count, sizeof(*ledger->links));
	ledger->links[ledger->link_count++] = (struct ledger_link){ later, earlier };
}

void ledger_unlink(struct ledger *ledger, uint32_t number)
{
	for (size_t i = 0; i < ledger->link_count; i++)
		if (ledger->links[i].later == number || ledger->links[i].earlier == number)
			ledger->links[i] = (struct ledger_link){ 0, 0 };
}

void ledger_saved(struct ledger *ledger, size_t first, int64_t seq)
{
	for (size_t i = first; i < ledger->count; i++) {
		ledger->writes[i].dot.seq = seq;
		ledger->writes[i].is_gone = !seq;
	}
}

void ledger_settle(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->count; i++)
		ledger->writes[i].is_replaced = false;
	for (size_t i = 0; i < ledger->link_count; i++) {
		const struct ledger_write *later = &ledger->writes[ledger->links[i].later];
		struct ledger_write *earlier = &ledger->writes[ledger->links[i].earlier];

		/* What was carried over to who came back is out of reach of what is still written of who was removed. */
		if (!later->is_gone && later->citizen == earlier->citizen)
			earlier->is_replaced = true;
	}
}

const char *ledger_text(char text[LEDGER_TEXT_SIZE], const char *what, uint32_t number)
{
	snprintf(text, LEDGER_TEXT_SIZE, "%s #%u.", what, number);
	return text;
}

uint32_t ledger_number_at(const struct ledger *ledger, const char *at)
{
	unsigned long number = *at == '#' ? strtoul(at + 1, NULL, 10) : 0;

	return number < ledger->count ? (uint32_t)number : 0;
}

uint32_t ledger_number(const struct ledger *ledger, const char *text)
{
	const char *at = strrchr(text, '#');

	return at ? ledger_number_at(ledger, at) : 0;
}

#include "samtale/domain/word.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

const struct word *word_find(const struct word *table, const char *word)
{
	for (; table->word; table++)
		if (str_equal(table->word, word))
			return table;
	return NULL;
}

const char *word_label(const struct word *table, const char *word)
{
	const struct word *found = word_find(table, word);

	return found ? tr(found->label) : word;
}

#include "samtale/base/words.h"

#include <string.h>

static bool begins_a_word(const char *text, const char *word, size_t length)
{
	for (const char *at = text; at; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (!strncmp(at, word, length))
			return true;
	}
	return false;
}

bool words_pass(const char *words, const char *searched)
{
	while (*words) {
		size_t length = strcspn(words, " ");

		if (!begins_a_word(searched, words, length))
			return false;
		words += length;
		words += *words == ' ';
	}
	return true;
}

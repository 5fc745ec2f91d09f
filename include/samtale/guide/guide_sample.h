/* guide_sample.h - answers to try a guide with, when nobody is there to give them.
 *
 * Of a handful of answers that fit the question's type, the one is given that the guide accepts and that
 * brings the most questions, or the fewest; the first of several such. Same walk, same answer. */
#ifndef SAMTALE_GUIDE_GUIDE_SAMPLE_H
#define SAMTALE_GUIDE_GUIDE_SAMPLE_H

#include "samtale/guide/guide.h"

/* Of a long list of choices only the first are tried. */
#define SAMPLE_CHOICES_MAX 9

enum sample_aim { SAMPLE_MOST, SAMPLE_FEWEST };

/* Answers an item that is relevant, as it is after the call. ANSWER_GIVEN with the value; ANSWER_NONE when
 * the question is only read; a repeat gets no more instances; else none of the answers was accepted, and
 * ANSWER_DECLINED was given. The value lives in the arena. */
enum answer_state sample_answer(struct walk *walk, int item, const struct question *asked, struct date today,
				enum sample_aim aim, struct arena *arena, const char **value);

#endif

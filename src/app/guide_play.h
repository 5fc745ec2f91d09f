/* guide_play.h - plays written answers through a guide as a caseworker would give them, and tells what came
 * of it. */
#ifndef SAMTALE_APP_GUIDE_PLAY_H
#define SAMTALE_APP_GUIDE_PLAY_H

#include "app/guide_answers.h"

/* Answers every question of each sitting as soon as it is asked: in the guide's order, and again from the
 * beginning while later answers bring new questions. An answer that speaks of an instance of a repeat brings
 * that instance, where the caseworker adds them. Fills played and error of the answers. ERR_USAGE when an
 * answer is for a question that the guide does not have. */
NODISCARD bool guide_play(struct walk *walk, const struct guide *guide, struct guide_answers *answers,
			  struct arena *arena, struct err *err);

/* What was said about a question, by its path, last; NULL when the answers do not speak of it. */
const struct guide_answer *guide_play_answer(const struct guide_answers *answers, const char *name);

/* Why the answer cannot stand, or what is missing, as a sentence in the arena; NULL it can, and nothing is.
 * answer: what guide_play_answer() said. missing is set when the question waits for an answer. The walk keeps
 * its answers. */
const char *guide_play_error(struct walk *walk, int item, const struct guide_answer *answer,
			     struct arena *arena, bool *missing);

#endif

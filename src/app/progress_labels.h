/* progress_labels.h - series of the progress measure's page, called what the guides call them. */
#ifndef SAMTALE_APP_PROGRESS_LABELS_H
#define SAMTALE_APP_PROGRESS_LABELS_H

#include "samtale/domain/progress.h"

/* Gives each of progress->others the question's words, in the language in use; a series whose question is in
 * no guide any more keeps its name. Labels are in the arena. */
void progress_labels_find(struct progress *progress, const char *guide_dir, struct arena *arena);

#endif

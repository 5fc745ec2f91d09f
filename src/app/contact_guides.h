/* contact_guides.h - which guides reset the contact clock: the files say so. */
#ifndef SAMTALE_APP_CONTACT_GUIDES_H
#define SAMTALE_APP_CONTACT_GUIDES_H

#include "samtale/store/rhythm.h"

/* The municipality's own guides of guide_dir too (NULL: none); a guide that cannot be read resets nothing. In the
 * arena. */
struct contact_guides contact_guides_find(const char *guide_dir, struct arena *arena);

#endif

/* held_words.h - why a record could not be sent, for people. */
#ifndef SAMTALE_UI_SCREEN_HELD_WORDS_H
#define SAMTALE_UI_SCREEN_HELD_WORDS_H

/* A sentence of held_change.reason, translated. */
const char *held_reason_text(const char *code);

#endif

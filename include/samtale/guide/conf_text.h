/* conf_text.h - what every file that libconfuse reads needs first. */
#ifndef SAMTALE_GUIDE_CONF_TEXT_H
#define SAMTALE_GUIDE_CONF_TEXT_H

/* Turns remarks into blanks, line breaks kept: libconfuse 3.3 counts a remark's line more than once, and an error must
 * name the right one. Quoted text is left alone. */
void conf_blank_remarks(char *text);

#endif

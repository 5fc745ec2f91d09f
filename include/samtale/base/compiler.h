/* compiler.h - the three attributes the code uses, and the word for "this cannot happen".
 *
 * BUG() is for programming mistakes only: it lets the terminal be restored (panic_on_bug),
 * writes the file and line to standard error and aborts. Whatever a person, a file or a disk
 * can cause is an `struct err` instead. */
#ifndef SAMTALE_BASE_COMPILER_H
#define SAMTALE_BASE_COMPILER_H

#define NODISCARD __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#define NORETURN __attribute__((noreturn))

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define BUG(what) panic(__FILE__, __LINE__, what)

/* What runs before the message is written: the terminal layer's way back to a sane screen. */
void panic_on_bug(void (*restore)(void));
void panic(const char *file, int line, const char *what) NORETURN;

#endif

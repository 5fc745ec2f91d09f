#include "app/secret_entry.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static void interrupt(int number)
{
	(void)number; /* the read ends, and the echo comes back */
}

bool secret_is_typed(void)
{
	return isatty(STDIN_FILENO);
}

static bool line_read(char *line, size_t size)
{
	if (!fgets(line, (int)size, stdin))
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	return true;
}

static bool line_typed(char *line, size_t size)
{
	struct sigaction broken = { .sa_handler = interrupt }, before;
	struct termios shown, hidden;
	bool is_read;

	if (tcgetattr(STDIN_FILENO, &shown))
		return line_read(line, size);
	hidden = shown;
	hidden.c_lflag &= (tcflag_t)~ECHO;
	hidden.c_lflag |= ECHONL;
	sigaction(SIGINT, &broken, &before);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	is_read = line_read(line, size);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	sigaction(SIGINT, &before, NULL);
	if (!is_read)
		fputc('\n', stderr);
	return is_read;
}

bool secret_line(const char *prompt, char *line, size_t size)
{
	line[0] = '\0';
	if (!secret_is_typed())
		return line_read(line, size);
	fputs(prompt, stderr);
	fflush(stderr);
	return line_typed(line, size);
}

/* empty_curses.c - the least a full-screen program can do: the floor that bench_start measures against. */
#include <curses.h>

int main(void)
{
	initscr();
	mvaddstr(0, 0, "empty");
	refresh();
	endwin();
	return 0;
}

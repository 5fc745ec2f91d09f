/* form_lists.h - the lists of choices of a form that is being read. */
#ifndef SAMTALE_GUIDE_FORM_LISTS_H
#define SAMTALE_GUIDE_FORM_LISTS_H

#include "guide/form_model.h"

#define FORM_CHOICES_MAX 20000

struct form_list *form_add_list(struct form *form, const char *name, const char *from, int line);
struct form_list *form_find_list(const struct form *form, const char *name);
/* Columns come before the rows that have cells in them. */
size_t form_add_column(struct form *form, struct form_list *list, const char *name);
int form_list_column(const struct form_list *list, const char *name); /* -1 none */
/* A row with "" in every cell. Valid until the next one. */
struct form_choice *form_add_choice(struct form *form, struct form_list *list, int line);

/* Whether the text is a file name without folders that ends so. */
bool form_is_file_name(const char *text, const char *suffix);

#endif

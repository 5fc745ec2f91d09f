#include "domain/missing_list.h"

void missing_list_init(struct missing_list *list)
{
	str_init(&list->text);
	list->any = false;
}

void missing_list_add(struct missing_list *list, const char *translated)
{
	if (list->any)
		str_add(&list->text, "; ");
	str_add(&list->text, translated);
	list->any = true;
}

void missing_list_need(struct missing_list *list, bool is_missing, const char *translated)
{
	if (is_missing)
		missing_list_add(list, translated);
}

bool missing_list_refuse(struct missing_list *list, enum err_code code, const char *opening, struct err *err)
{
	bool complete = !list->any;

	if (!complete)
		err_set(err, code, "%s %s.", opening, list->text.text);
	str_done(&list->text);
	return complete;
}

#include <string.h>

#include "guide/xform.h"
#include "samtale/base/str.h"

/* ---- texts with outputs --------------------------------------------------------------------------- */

/* ${ means something in a guide, and nothing in an XForm. */
static void add_words(struct str *text, const char *words)
{
	for (const char *at = words; *at; at++) {
		str_add_char(text, *at);
		if (at[0] == '$' && at[1] == '{')
			str_add_char(text, ' ');
	}
}

static void add_content(struct xform *xform, const xmlNode *element, struct str *text)
{
	for (const xmlNode *child = element->children; child; child = child->next) {
		if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
			add_words(text, (const char *)child->content);
		} else if (xml_is(child, "output")) {
			const char *value = xml_attribute(child, "value", xform->form->arena);

			if (!value)
				value = xml_attribute(child, "ref", xform->form->arena);
			str_addf(text, FORM_OUTPUT_OPEN "%s" FORM_OUTPUT_CLOSE, value ? value : "");
		} else if (child->type == XML_ELEMENT_NODE) {
			add_content(xform, child, text);
		}
	}
}

static const char *content_of(struct xform *xform, const xmlNode *element)
{
	struct str text;
	const char *tidy;

	str_init(&text);
	add_content(xform, element, &text);
	tidy = form_tidy(text.text, xform->form->arena);
	str_done(&text);
	return tidy;
}

/* ---- translations --------------------------------------------------------------------------------- */

static bool read_languages(struct xform *xform, const xmlNode *itext)
{
	struct form *form = xform->form;
	const xmlNode *at = itext ? xml_child(itext, "translation") : NULL;

	for (; at; at = xml_brother(at, "translation")) {
		const char *name = xml_attribute(at, "lang", form->arena);
		const char *standard = xml_attribute(at, "default", form->arena);

		if (form->language_count >= FORM_LANGUAGES_MAX)
			return XFORM_REFUSE(xform, at, _("the form has more than %d languages"),
					    FORM_LANGUAGES_MAX);
		if (standard && !str_equal(standard, "false()") && !str_equal(standard, "false"))
			form->default_language = form->language_count;
		form->languages = arena_grow(form->arena, form->languages, form->language_count,
					     sizeof(*form->languages));
		form->languages[form->language_count++] = name ? name : "";
	}
	if (!form->language_count) {
		form->languages = arena_grow(form->arena, NULL, 0, sizeof(*form->languages));
		form->languages[form->language_count++] = "";
	}
	return true;
}

static const char **rows_of(struct xform *xform, form_text *text)
{
	if (!*text)
		*text = arena_array(xform->form->arena, xform->form->language_count, sizeof(**text));
	return (const char **)(uintptr_t)*text;
}

/* A <text> of one language. A long text goes before the plain one, and that before a short one. */
static void read_entry(struct xform *xform, const xmlNode *text, struct xform_itext *entry, size_t language,
		       bool *media)
{
	for (const xmlNode *value = xml_child(text, "value"); value; value = xml_brother(value, "value")) {
		const char *form = xml_attribute(value, "form", xform->form->arena);

		if (form && str_equal(form, "guidance"))
			rows_of(xform, &entry->guidance)[language] = content_of(xform, value);
		else if (!form || str_equal(form, "long")
			 || (str_equal(form, "short") && (!entry->plain || !entry->plain[language])))
			rows_of(xform, &entry->plain)[language] = content_of(xform, value);
		else if (!str_equal(form, "short") && !*media) {
			*media = true;
			form_notice(xform->form, xform->form->file, xml_line(value),
				    _("pictures, sound and film beside questions are left out"));
		}
	}
}

bool xform_read_itext(struct xform *xform)
{
	const xmlNode *itext = xml_child(xform->model, "itext");
	const xmlNode *translation = itext ? xml_child(itext, "translation") : NULL;
	size_t language = 0;
	bool media = false;

	if (!read_languages(xform, itext))
		return false;
	for (; translation; translation = xml_brother(translation, "translation"), language++) {
		for (const xmlNode *text = xml_child(translation, "text"); text;
		     text = xml_brother(text, "text")) {
			const char *id = xml_attribute(text, "id", xform->form->arena);
			struct xform_itext *entry;

			if (!id)
				return XFORM_REFUSE(xform, text, _("a <text> without id cannot be found"));
			entry = xmlHashLookup(xform->itext, xml_text(id));
			if (!entry) {
				entry = arena_alloc(xform->form->arena, sizeof(*entry));
				if (xmlHashAddEntry(xform->itext, xml_text(id), entry))
					BUG("out of memory");
			}
			read_entry(xform, text, entry, language, &media);
		}
	}
	return true;
}

bool xform_find_itext(struct xform *xform, const xmlNode *at, const char *id, const struct xform_itext **found)
{
	*found = xmlHashLookup(xform->itext, xml_text(id));
	return *found ? true
		      : XFORM_REFUSE(xform, at, _("the text jr:itext('%s') is not among the translations"), id);
}

/* ---- labels, hints, messages ---------------------------------------------------------------------- */

/* The id within jr:itext('id'); NULL when it is no such call. */
static const char *itext_id(struct arena *arena, const char *reference)
{
	const char *open = strchr(reference, '('), *from, *close;

	if (!str_starts(reference + strspn(reference, " "), "jr:itext") || !open)
		return NULL;
	from = open + 1 + strspn(open + 1, " ");
	if (*from != '\'' && *from != '"')
		return NULL;
	close = strchr(from + 1, *from);
	return close ? arena_strndup(arena, from + 1, (size_t)(close - from - 1)) : NULL;
}

bool xform_read_text(struct xform *xform, const xmlNode *element, form_text *text, form_text *guidance)
{
	const char *reference = xml_attribute(element, "ref", xform->form->arena), *id;
	const struct xform_itext *entry;
	const char *own;

	if (str_is_empty(reference)) {
		own = content_of(xform, element);
		*text = *own ? form_plain_text(xform->form, own) : NULL;
		return true;
	}
	id = itext_id(xform->form->arena, reference);
	if (!id)
		return XFORM_REFUSE(xform, element, _("<%s ref=\"%s\"> is not supported; only jr:itext('…') is"),
				    element->name, reference);
	if (!xform_find_itext(xform, element, id, &entry))
		return false;
	*text = entry->plain;
	if (guidance && entry->guidance)
		*guidance = entry->guidance;
	return true;
}

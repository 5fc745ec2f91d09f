#include "guide/diff_options.h"

#include "samtale/base/str.h"
#include "samtale/base/tr.h"

/* What is said when an option came, went, or has another value. An option that is not here is told by its own
 * word. */
static const struct wording {
	const char *option, *added, *removed, *changed;
} wordings[] = {
	{ "title", N_("has a title now"), N_("has no title any more"), N_("has another title") },
	{ "version", N_("has a version now"), N_("has no version any more"), N_("has another version") },
	{ "for", N_("is offered first to certain target groups now"),
	  N_("is not offered first to any target group any more"),
	  N_("is offered first to other target groups") },
	{ "resets_contact_clock", N_("counts as a conversation in the contact course now"),
	  N_("does not count as a conversation in the contact course any more"),
	  N_("says otherwise whether it counts as a conversation in the contact course") },
	{ "say", N_("has words to open with now"), N_("has no words to open with any more"),
	  N_("has other words to open with") },
	{ "label", N_("has a wording now"), N_("has no wording any more"), N_("is worded otherwise") },
	{ "hint", N_("has a hint to say aloud now"), N_("has no hint to say aloud any more"),
	  N_("has another hint to say aloud") },
	{ "guidance_hint", N_("has guidance for the caseworker now"),
	  N_("has no guidance for the caseworker any more"), N_("has other guidance for the caseworker") },
	{ "type", N_("has a type now"), N_("has no type any more"), N_("takes another kind of answer") },
	{ "required", N_("must be answered now"), N_("need not be answered any more"),
	  N_("must be answered under another condition") },
	{ "relevant", N_("is asked under a condition now"), N_("is always asked now"),
	  N_("is asked under another condition") },
	{ "constraint", N_("accepts certain answers only now"), N_("accepts any answer now"),
	  N_("accepts other answers") },
	{ "constraint_message", N_("says now why an answer is refused"),
	  N_("does not say any more why an answer is refused"),
	  N_("says otherwise why an answer is refused") },
	{ "required_message", N_("says now that an answer is missing"),
	  N_("does not say any more that an answer is missing"),
	  N_("says otherwise that an answer is missing") },
	{ "calculation", N_("is calculated now"), N_("is not calculated any more"),
	  N_("is calculated otherwise") },
	{ "choice_filter", N_("offers its choices under a condition now"), N_("offers all its choices now"),
	  N_("offers its choices under another condition") },
	{ "default", N_("has an answer beforehand now"), N_("has no answer beforehand any more"),
	  N_("has another answer beforehand") },
	{ "feeds", N_("becomes a record now"), N_("does not become a record any more"),
	  N_("becomes other records") },
	{ "feeds_as", N_("has words of its own in the record now"),
	  N_("has no words of its own in the record any more"), N_("has other words in the record") },
	{ "caseworker", N_("is answered by the caseworker now"),
	  N_("is not left to the caseworker to answer any more"), N_("is answered by somebody else") },
	{ "sensitive", N_("is marked as sensitive now"), N_("is not marked as sensitive any more"),
	  N_("says otherwise whether it is sensitive") },
	{ "range_start", N_("says now where its scale begins"),
	  N_("does not say any more where its scale begins"), N_("has a scale that begins elsewhere") },
	{ "range_end", N_("says now where its scale ends"), N_("does not say any more where its scale ends"),
	  N_("has a scale that ends elsewhere") },
	{ "count", N_("has a set number of repetitions now"), N_("has no set number of repetitions any more"),
	  N_("has another number of repetitions") },
	{ "list", N_("takes its choices from a list now"),
	  N_("does not take its choices from a list any more"), N_("takes its choices from another list") },
	{ "file", N_("is read from a file now"), N_("is not read from a file any more"),
	  N_("is read from another file") },
};

/* ---- values ---------------------------------------------------------------------------------------- */

const char *diff_value(struct arena *arena, const struct source_section *section, const char *option)
{
	const struct source_option *found = section ? source_option(section, option) : NULL;
	const char *made;
	struct str text;

	if (!found)
		return "";
	str_init(&text);
	for (size_t i = 0; i < found->count; i++)
		str_addf(&text, "%s%s", i ? ", " : "", found->values[i]);
	made = arena_strdup(arena, text.text);
	str_done(&text);
	return made;
}

/* "required = false" says what leaving it out says. */
static const struct source_option *telling(const struct source_section *section, const char *name)
{
	const struct source_option *option = source_option(section, name);
	bool truth;

	if (option && option->count == 1 && truth_read(option->values[0], &truth) && !truth)
		return NULL;
	return option && option->count ? option : NULL;
}

static bool is_same(const struct source_option *before, const struct source_option *after)
{
	if (!before || !after)
		return before == after;
	if (before->count != after->count)
		return false;
	for (size_t i = 0; i < before->count; i++)
		if (!str_equal(before->values[i], after->values[i]))
			return false;
	return true;
}

/* ---- telling --------------------------------------------------------------------------------------- */

static const char *subject(struct diff *diff, const struct source_section *section)
{
	switch (section->kind) {
	case SECTION_GUIDE: return _("The guide");
	case SECTION_STEP: return arena_printf(diff->arena, _("The step %s"), section->title);
	case SECTION_GROUP: return arena_printf(diff->arena, _("The group %s"), section->title);
	case SECTION_REPEAT: return arena_printf(diff->arena, _("The repeat %s"), section->title);
	case SECTION_LIST: return arena_printf(diff->arena, _("The list %s"), section->title);
	case SECTION_COLUMN: return arena_printf(diff->arena, _("The column %s"), section->title);
	default: return section->title;
	}
}

static struct guide_difference *append(struct diff *diff, const char *kind,
				       const struct source_section *before,
				       const struct source_section *after, const char *phrase)
{
	struct guide_differences *list = diff->differences;
	const struct source_section *told = after ? after : before;

	list->rows = arena_grow(diff->arena, list->rows, list->count, sizeof(*list->rows));
	list->rows[list->count] = (struct guide_difference){
		.kind = kind,
		.section = section_word(told->kind),
		.name = told->title,
		.option = "",
		.before = "",
		.after = "",
		.line_before = before ? before->line : 0,
		.line_after = after ? after->line : 0,
		.text = arena_printf(diff->arena, "%s %s.", subject(diff, told), phrase),
	};
	return &list->rows[list->count++];
}

void diff_add(struct diff *diff, const char *kind, const struct source_section *before,
	      const struct source_section *after, const char *phrase)
{
	append(diff, kind, before, after, phrase);
}

static const char *phrase_of(struct diff *diff, const char *option, bool added, bool removed)
{
	for (size_t i = 0; i < LENGTH(wordings); i++) {
		const struct wording *wording = &wordings[i];

		if (str_equal(wording->option, option))
			return tr(added ? wording->added : removed ? wording->removed : wording->changed);
	}
	return arena_printf(diff->arena, _("has another “%s”"), option);
}

static void tell_option(struct diff *diff, const struct source_section *before,
			const struct source_section *after, const char *name)
{
	const struct source_option *was = telling(before, name), *is = telling(after, name);
	struct guide_difference *told;

	if (is_same(was, is))
		return;
	told = append(diff, "changed", before, after, phrase_of(diff, name, !was, !is));
	told->option = name;
	told->before = diff_value(diff->arena, before, name);
	told->after = diff_value(diff->arena, after, name);
	told->line_before = source_line(before, name);
	told->line_after = source_line(after, name);
}

/* ---- choices --------------------------------------------------------------------------------------- */

/* The label of a choice, its name where there are no labels; NULL when it is not offered. */
static const char *label_of(const struct source_section *section, const char *name)
{
	const struct source_option *choices = source_option(section, "choices");
	const struct source_option *labels = source_option(section, "labels");

	for (size_t i = 0; choices && i < choices->count; i++)
		if (str_equal(choices->values[i], name))
			return labels && i < labels->count ? labels->values[i] : name;
	return NULL;
}

static void tell_choice(struct diff *diff, const struct source_section *before,
			const struct source_section *after, const char *name)
{
	const char *was = label_of(before, name), *is = label_of(after, name), *phrase;
	struct guide_difference *told;

	if (str_equal(was, is) && was && is)
		return;
	if (!was)
		phrase = arena_printf(diff->arena, _("has a new choice, %s"), name);
	else if (!is)
		phrase = arena_printf(diff->arena, _("does not offer the choice %s any more"), name);
	else
		phrase = arena_printf(diff->arena, _("words the choice %s otherwise"), name);
	told = append(diff, "changed", before, after, phrase);
	told->option = "choices";
	told->before = was ? was : "";
	told->after = is ? is : "";
}

/* Whether the choices that are in both stand in another order. */
static bool is_reordered(const struct source_section *before, const struct source_section *after)
{
	const struct source_option *was = source_option(before, "choices"),
				   *is = source_option(after, "choices");
	size_t at = 0;

	for (size_t i = 0; was && is && i < was->count; i++) {
		if (!label_of(after, was->values[i]))
			continue;
		while (at < is->count && !label_of(before, is->values[at]))
			at++;
		if (at >= is->count || !str_equal(was->values[i], is->values[at++]))
			return true;
	}
	return false;
}

static void tell_choices(struct diff *diff, const struct source_section *before,
			 const struct source_section *after)
{
	const struct source_option *was = source_option(before, "choices"),
				   *is = source_option(after, "choices");
	struct guide_difference *told;

	for (size_t i = 0; is && i < is->count; i++)
		tell_choice(diff, before, after, is->values[i]);
	for (size_t i = 0; was && i < was->count; i++)
		if (!label_of(after, was->values[i]))
			tell_choice(diff, before, after, was->values[i]);
	if (!is_reordered(before, after))
		return;
	told = append(diff, "changed", before, after, _("offers its choices in another order"));
	told->option = "choices";
	told->before = diff_value(diff->arena, before, "choices");
	told->after = diff_value(diff->arena, after, "choices");
}

void diff_options(struct diff *diff, const struct source_section *before, const struct source_section *after)
{
	for (size_t i = 0; i < after->option_count; i++) {
		const char *name = after->options[i].name;

		if (str_equal(name, "choices"))
			tell_choices(diff, before, after);
		else if (!str_equal(name, "labels"))
			tell_option(diff, before, after, name);
	}
	for (size_t i = 0; i < before->option_count; i++) {
		const char *name = before->options[i].name;

		if (source_option(after, name) || str_equal(name, "labels"))
			continue;
		if (str_equal(name, "choices"))
			tell_choices(diff, before, after);
		else
			tell_option(diff, before, after, name);
	}
}

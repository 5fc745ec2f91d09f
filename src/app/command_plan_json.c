#include "app/command_plan.h"

#include "app/document.h"
#include "samtale/domain/cpr.h"

static json_t *row_json(const struct plan_row *row)
{
	json_t *object;

	if (!row)
		return json_null();
	if (row->kind == PLAN_ROW_STEP) {
		struct date due;

		return json_pack("{s:s, s:s, s:s, s:s, s:o, s:s}", "kind", plan_row_word(row->kind), "track",
				 row->head, "text", row->text, "owner", row->owner, "due",
				 date_parse_iso(row->due, &due) ? json_string(row->due) : json_null(),
				 "status", row->state);
	}
	object = json_pack("{s:s, s:s}", "kind", plan_row_word(row->kind), "text", row->text);
	if (row->kind == PLAN_ROW_GOAL)
		json_object_set_new(object, "aim", json_string(row->head));
	if (row->kind == PLAN_ROW_BARRIER) {
		json_object_set_new(object, "done_about_it", json_string(row->note));
		json_object_set_new(object, "progress", json_string(row->state));
	}
	return object;
}

static json_t *rows_json(const struct plan_content *content)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < content->count; i++)
		json_array_append_new(rows, row_json(&content->rows[i]));
	return rows;
}

static json_t *positions_json(const struct plan *plan)
{
	json_t *positions = json_array();

	for (size_t i = 0; i < plan->position_count; i++)
		json_array_append_new(positions,
				      json_pack("{s:s, s:o, s:s}", "stage", plan->positions[i].stage, "date",
						document_date(plan->positions[i].date), "note",
						plan->positions[i].note));
	return positions;
}

static json_t *activities_json(const struct plan_sheet *sheet)
{
	json_t *activities = json_array();

	for (size_t i = 0; i < sheet->activity_count; i++)
		json_array_append_new(activities,
				      json_pack("{s:s, s:o, s:b}", "name", sheet->activities[i].name, "from",
						document_date(sheet->activities[i].from), "begun",
						sheet->activities[i].begun));
	return activities;
}

static json_t *consents_json(const struct consent_list *consents)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < consents->count; i++)
		json_array_append_new(rows, json_pack("{s:s, s:b, s:o}", "subject", consents->rows[i].subject,
						      "given", consents->rows[i].given, "date",
						      document_date(consents->rows[i].date)));
	return rows;
}

static json_t *acceptance_json(const struct plan_sheet *sheet)
{
	static const char *const states[] = {
		[PLAN_NOT_ASKED] = "not_asked",         [PLAN_HOLDS] = "accepted",
		[PLAN_CHANGED_SINCE] = "changed_since", [PLAN_SAID_NO] = "declined",
		[PLAN_TO_DECIDE] = "to_decide",
	};
	const struct plan_acceptance *answer;
	json_t *object = json_pack("{s:s}", "state", states[plan_agreement(sheet, &answer)]);

	if (!answer)
		return object;
	json_object_set_new(object, "version", json_integer(plan_version_number(sheet, answer->version)));
	json_object_set_new(object, "date", document_date(answer->date));
	json_object_set_new(object, "how", json_string(answer->channel));
	json_object_set_new(object, "recorded_by", json_string(answer->author));
	return object;
}

json_t *plan_json(const struct plan_sheet *sheet, struct arena *arena)
{
	struct plan_content content;
	char masked[CPR_MASKED_SIZE], hash[ID_HASH_TEXT];

	plan_content_of(&sheet->plan, arena, &content);
	plan_agreed_hash(&sheet->plan, hash);
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:s, s:o}", "citizen",
			 cpr_masked(sheet->citizen.cpr, masked), "hash", hash, "plan", rows_json(&content),
			 "acceptance", acceptance_json(sheet), "positions", positions_json(&sheet->plan),
			 "activities", activities_json(sheet), "consents", consents_json(&sheet->consents),
			 "contact", sheet->contact_name, "next_conversation",
			 document_date(sheet->next.date));
}

json_t *plan_versions_json(const struct plan_sheet *sheet)
{
	json_t *versions = json_array();

	for (size_t i = 0; i < sheet->version_count; i++) {
		const struct plan_version *version = &sheet->versions[i];

		json_array_append_new(versions, json_pack("{s:i, s:o, s:b, s:s, s:s}", "version", (int)i + 1,
							  "date", document_date(version->date),
							  "conversation", version->conversation != 0, "by",
							  version->author, "hash", version->hash));
	}
	return versions;
}

json_t *plan_differences_json(const struct plan_differences *differences, int older, int newer)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < differences->count; i++)
		json_array_append_new(rows, json_pack("{s:s, s:o, s:o}", "change",
						      plan_change_name(differences->rows[i].change), "before",
						      row_json(differences->rows[i].before), "after",
						      row_json(differences->rows[i].after)));
	return json_pack("{s:i, s:i, s:i, s:o}", "older", older, "newer", newer, "changes",
			 (int)differences->changes, "rows", rows);
}

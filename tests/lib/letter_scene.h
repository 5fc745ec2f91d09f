/* letter_scene.h - a citizen and a case with everything that letters are about, for the letters' tests. */
#ifndef SAMTALE_TESTS_LIB_LETTER_SCENE_H
#define SAMTALE_TESTS_LIB_LETTER_SCENE_H

#include "law.h"
#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/domain/decision.h"
#include "samtale/letter/letter.h"

#define SCENE_EVENTS 10

struct letter_scene {
	struct arena arena;
	struct citizen citizen;
	struct caseworker caseworker;
	struct rules rules;
	struct sanction_event events[SCENE_EVENTS];
	struct guidance guidance;
	struct sanction_case file;
	struct appointment appointment;
	struct notification notification;
	struct plan_step step;
	struct plan_item goal;
	struct plan_sheet sheet;
	struct letter_facts facts;
	struct err err;
};

static const char scene_decision[] =
	"== decision\nLAS § 37. Fradrag: 3 dage à 600 kr = 1800 kr, trækkes i februar 2025.\nDagene er: 15., 16. og "
	"17. januar 2025.\n== facts\nDu kom ikke. Du har sagt, at bussen var forsinket.\n== law\nLAS §§ 35 og 37. "
	"Vejledt 4. november 2024.\n== considerations\nBussen er ikke en rimelig grund.\n== view\nDit helbred er ingen "
	"hindring. Fradraget fremmer din rådighed.\n== will\nDu har ikke villet.\n== regain\nRing til os.\n== "
	"complaint\nDu kan klage inden 4 uger.\n";

static inline void scene_event(struct letter_scene *scene, enum sanction_act act, const char *date, const char *text)
{
	struct sanction_case *file = &scene->file;
	struct sanction_event *made = &scene->events[file->event_count++];

	*made = (struct sanction_event){ .id = (int64_t)file->event_count, .sanction_case = 7,
					 .parent = (int64_t)file->event_count - 1, .act = act, .date = day(date),
					 .due = DATE_NONE, .channel = "digital", .text = text, .code = "",
					 .author_name = "Mette Holm", .is_head = true };
	if (file->event_count > 1)
		scene->events[file->event_count - 2].is_head = false;
	if (act == SANCTION_SEND_HEARING)
		made->due = day("2025-01-27");
}

/* A case of an activity-ready citizen that has come all the way to the Appeals Board. */
static inline struct letter_scene *letter_scene(void)
{
	static struct letter_scene scene;

	arena_done(&scene.arena);
	memset(&scene, 0, sizeof(scene));
	scene.rules = law();
	scene.citizen = (struct citizen){ .id = 3, .cpr = "1204671101", .given_names = "Åse Bjørn", .surname = "Østergård",
					  .address = "Sønder Boulevard 12, 3. tv.", .postcode = "5000", .city = "Odense C",
					  .phone = "", .email = "", .language = "da", .target_group = 3,
					  .benefit = "kontanthjælp", .coordinator_name = "", .unemployment_fund = "3F" };
	scene.caseworker = (struct caseworker){ 1, "meho", "Mette Holm", "ASM" };
	scene.guidance = (struct guidance){ .date = day("2024-11-04"), .channel = "handed",
					    .text_version = "Rettigheder og pligter 2024-1" };
	scene.file = (struct sanction_case){ .id = 7, .citizen = 3, .provision = "37", .event_date = day("2025-01-15"),
					     .source = "appointment:1", .target_group = 3, .events = scene.events,
					     .heads = 1, .guidance = &scene.guidance, .guidance_count = 1 };
	scene_event(&scene, SANCTION_REGISTER, "2025-01-15", "");
	scene_event(&scene, SANCTION_CHECK_GUIDANCE, "2025-01-15", "");
	scene_event(&scene, SANCTION_CONTACT_ATTEMPT, "2025-01-16", "Intet svar på telefon.");
	scene_event(&scene, SANCTION_SEND_HEARING, "2025-01-17", "Du mødte ikke kl. 9.");
	scene_event(&scene, SANCTION_CITIZEN_ANSWERS, "2025-01-20", "Bussen var forsinket.");
	scene_event(&scene, SANCTION_ASSESS, "2025-01-28", "Bussen er ingen grund.");
	scene_event(&scene, SANCTION_DECIDE, "2025-01-29", scene_decision);
	scene_event(&scene, SANCTION_DISPATCH, "2025-01-30", "");
	scene_event(&scene, SANCTION_COMPLAIN, "2025-02-10", "Det er uretfærdigt.");
	scene_event(&scene, SANCTION_UPHOLD, "2025-02-17", "Der er ikke noget nyt i klagen.");
	scene.appointment = (struct appointment){ .id = 1, .citizen = 3, .date = day("2025-01-15"), .minute = 9 * 60,
						  .minutes = 45, .type = "jobsamtale", .form = "fremmøde" };
	scene.notification = (struct notification){ .id = 2, .citizen = 3, .fund = "3F", .event = "R08",
						    .event_date = day("2025-01-15"), .event_minute = 540,
						    .channel = "Digital Post", .reason = "Mødte ikke til samtale." };
	scene.step = (struct plan_step){ .id = 1, .citizen = 3, .text = "Jeg ringer til lageret på mandag",
					 .owner = STEP_OWNER_CITIZEN, .due = day("2025-02-03"), .status = STEP_AGREED };
	scene.goal = (struct plan_item){ .id = 1, .citizen = 3, .kind = PLAN_GOAL, .code = "", .text = "Job på lager" };
	scene.sheet = (struct plan_sheet){ .citizen = scene.citizen, .contact_name = "", .contact_phone = "",
					   .plan = { .id = 1, .citizen = 3, .steps = &scene.step, .step_count = 1,
						     .items = &scene.goal, .item_count = 1 } };
	scene.facts = (struct letter_facts){
		.citizen = &scene.citizen, .caseworker = &scene.caseworker, .municipality = "Odense Kommune",
		.contact = "Telefon 12 34 56 78, hverdage 9-15", .today = day("2025-02-17"), .rules = &scene.rules,
		.file = &scene.file, .appointment = &scene.appointment, .notification = &scene.notification,
		.plan = &scene.sheet, .channel = "digital", .words = "",
	};
	return &scene;
}

/* The same case, ended after the citizen's answer and the assessment. */
static inline void scene_decide_none(struct letter_scene *scene, const char *reason)
{
	scene->file.event_count = 6;
	scene_event(scene, SANCTION_DECIDE_NONE, "2025-01-29", reason);
	scene->facts.event = &scene->events[6];
}

static inline void letter_of(struct letter_scene *scene, enum letter_kind kind, struct letter *letter)
{
	const struct letter_template *template;

	if (!letter_template_load(kind, NULL, &scene->arena, &template, &scene->err))
		fail_msg("%s: %s", letter_kind_name(kind), scene->err.text);
	letter_compose(template, &scene->facts, &scene->arena, letter);
}

#endif

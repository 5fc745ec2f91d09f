#!/bin/sh
# The failure matrix (sync-storage, section 9.8): what can go wrong | the file of its tests | the test. Fails when a
# test that is named here is not there. Two rows stand elsewhere when they are built: a damaged page and a lost
# passphrase belong to encryption at rest.
set -u
: "${srcdir:?the source}"
missing=0 rows=0
while IFS='|' read -r failure file test; do
	rows=$((rows + 1))
	grep -q "[ (]$test[,)]" "$srcdir/tests/$file" || {
		echo "FAIL: $failure: $test is not in $file"
		missing=$((missing + 1))
	}
done << 'END'
kill -9 while writing|store/test_durability.c|every_acknowledged_answer_is_there_after_kill_9
power cut while writing|store/test_durability.c|every_acknowledged_answer_is_there_after_a_power_cut
cut while applying a bundle|sync/test_sync_cuts.c|cut_at_any_step_the_next_run_goes_on
cut while publishing|sync/test_sync_cuts.c|cut_at_any_step_the_next_run_goes_on
share or stick gone in the middle|sync/test_sync_cuts.c|a_medium_that_goes_away_at_any_call_loses_nothing
stick not inserted|sync/test_exchange_dir.c|an_empty_mount_point_is_not_taken_for_the_hub
stick pulled out|sync/test_exchange_dir.c|a_medium_that_is_pulled_out_says_so
read-only medium|sync/test_exchange_dir.c|a_medium_that_can_only_be_read_says_so_and_is_read
full medium|sync/test_exchange_dir.c|a_full_medium_says_so_and_leaves_nothing_half
full medium, any call|sync/test_sync_cuts.c|a_medium_that_is_full_at_any_call_loses_nothing
half file|sync/test_sync_run.c|half_files_are_ignored
cut off at any length|sync/test_sync_run.c|a_bundle_cut_off_at_any_length_waits_until_it_is_whole
cut off, own|sync/test_sync_run.c|a_bundle_of_its_own_that_was_cut_off_is_sent_again
own bundle gone or altered, any|sync/test_sync_look.c|any_of_them_that_was_altered_is_sent_again
own bundle altered, PostgreSQL|sync/test_hub_postgres.c|what_the_server_keeps_otherwise_than_it_was_sent_is_told_and_mended
two writers of one name|sync/test_exchange_dir.c|two_writers_of_one_name_end_with_one_whole_file
two writers at once|sync/test_sync_cuts.c|two_writers_at_once_come_to_hold_the_same
bit flip, edit|sync/test_sync_run.c|bit_flip_in_a_bundle_is_refused_and_other_streams_go_on
bit flip, every bit|sync/test_bundle.c|no_flipped_bit_and_no_cut_is_taken
foreign file|sync/test_sync_run.c|a_file_of_another_installation_is_refused
link in place of a file|sync/test_exchange_dir.c|links_and_pipes_are_never_followed
duplicate|sync/test_sync_run.c|a_bundle_taken_twice_changes_nothing
reordered|sync/test_simulate.c|with_every_fault_nothing_is_lost_or_doubled_or_different
missing|sync/test_sync_run.c|a_missing_bundle_is_waited_for_and_named_after_three_days
replay under a new name|sync/test_sync_run.c|a_replay_of_an_old_bundle_under_a_new_name_is_refused
restored terminal|sync/test_sync_run.c|a_terminal_restored_from_a_backup_sends_nothing
restored terminal goes on|sync/test_sync_run.c|a_restored_terminal_goes_on_under_a_new_number_and_gets_its_work_back
cloned terminal|sync/test_sync_run.c|a_cloned_terminal_is_told_and_sends_nothing_more
fork at the hub|sync/test_exchange_dir.c|the_same_bundle_again_is_done_and_another_is_a_fork
fork at PostgreSQL|sync/test_hub_postgres.c|a_fork_a_gap_a_broken_chain_and_a_stranger_are_told_apart
clock wrong by years|store/test_merge.c|every_mode_converges_and_agrees_with_the_oracle
clock ahead|store/test_merge_cases.c|another_clock_is_taken_over_only_when_it_may_be_right
two edit one field|sync/test_sync_run.c|two_people_edit_one_field_and_both_values_are_kept
two sanction decisions|store/test_conflicts.c|two_who_went_on_with_a_case_are_told_before_any_field
same citizen created twice|sync/test_sync_run.c|the_same_citizen_created_twice_is_one_row
weeks behind in schema|store/test_merge_cases.c|what_a_newer_program_wrote_stays_until_this_one_knows_it
weeks ahead in schema|store/test_merge_cases.c|what_was_parked_is_merged_when_its_table_is_known
disk full|store/test_durability.c|a_full_disk_loses_nothing_and_says_so_until_there_is_room
laptop stolen|sync/test_sync_run.c|a_terminal_that_was_shut_out_sends_nothing_and_its_later_work_does_not_count
laptop stolen, keys|sync/test_keyring.c|a_terminal_that_was_shut_out_gets_no_new_key
hub loses data|sync/test_sync_run.c|a_hub_set_back_to_yesterday_is_filled_up_again
hub loses data, PostgreSQL|sync/test_hub_postgres.c|a_hub_restored_from_yesterday_takes_what_it_lacks_again
administrator's machine lost|sync/test_take_over.c|another_terminal_takes_over_and_does_all_that_the_administrator_did
administrator's machine and hub grows, newcomer|sync/test_unit_base.c|a_newcomer_begins_at_the_base_when_all_else_is_gone
hub grows, somebody behind|sync/test_unit_base.c|whoever_is_behind_holds_back_what_is_missing_there
hub grows, restored terminal|sync/test_unit_base.c|a_restored_terminal_gets_its_work_back_from_the_base_and_nothing_twice
hub grows, hub set back|sync/test_unit_base.c|a_hub_that_was_set_back_is_filled_before_anything_goes
base damaged|sync/test_unit_base.c|a_base_that_is_not_whole_lets_nothing_go
removed for good, at the hub|sync/test_unit_base.c|what_a_purge_has_removed_is_in_no_bundle_that_is_left
the state of a unit|store/test_unit_snapshot.c|an_empty_database_that_takes_it_is_what_the_teller_is
hub lost|sync/test_take_over.c|a_terminal_takes_over_where_the_hub_was_lost_too
administrator's machine comes back|sync/test_take_over.c|the_former_administrator_that_comes_back_changes_nothing
two administrators apart|sync/test_take_over.c|two_who_take_over_apart_are_told_and_the_paper_settles_it
hub grows, newcomer|sync/test_unit_base.c|a_newcomer_begins_at_the_base_when_all_else_is_gone
hub grows, somebody behind|sync/test_unit_base.c|whoever_is_behind_holds_back_what_is_missing_there
hub grows, restored terminal|sync/test_unit_base.c|a_restored_terminal_gets_its_work_back_from_the_base_and_nothing_twice
hub grows, hub set back|sync/test_unit_base.c|a_hub_that_was_set_back_is_filled_before_anything_goes
base damaged|sync/test_unit_base.c|a_base_that_is_not_whole_lets_nothing_go
removed for good, at the hub|sync/test_unit_base.c|what_a_purge_has_removed_is_in_no_bundle_that_is_left
the state of a unit|store/test_unit_snapshot.c|an_empty_database_that_takes_it_is_what_the_teller_is
hub lost|sync/test_keyring.c|a_hub_that_was_lost_is_begun_again_with_everybody_in_it
equivocating fact|store/test_merge_cases.c|a_fact_that_comes_again_with_another_text_leaves_both_readable
stick between machines|sync/test_sync_run.c|a_stick_carried_between_machines_that_never_meet
a record that cannot go|sync/test_sync_run.c|what_is_not_text_is_held_alone_and_the_rest_goes
unsent notes of one who moved|store/test_streams.c|notes_of_a_terminal_that_was_away_reach_the_new_owner
END
echo "$rows rows, $missing without a test"
[ "$missing" -eq 0 ]

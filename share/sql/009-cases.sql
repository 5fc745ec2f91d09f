-- What the a-kasse answered to a notification, what an exemption rests on, and the decisions that wait for a second pair of eyes.

CREATE TABLE notification_answer(             -- fact: the a-kasse's answer; a later one counts
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0, notification INTEGER DEFAULT 0,
  code TEXT DEFAULT '',                       -- of akasse.answer.codes on the day of the answer
  date TEXT DEFAULT '', minute INTEGER DEFAULT -1, text TEXT DEFAULT '',
  at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX notification_answer_notification ON notification_answer(notification);
CREATE INDEX notification_author ON notification(author);

-- EXEMPT: the ground's code and what shows it, "ILLNESS EVIDENCE:document".
ALTER TABLE availability_check ADD COLUMN code TEXT DEFAULT '';

-- Few decisions wait at a time; an approver finds them without reading every case.
CREATE INDEX sanction_event_decided ON sanction_event(sanction_case) WHERE state = 7;

-- What an enrolment is beside its dates: the company, the hours, the stages, who came.
CREATE TABLE activity(                        -- id: the enrolment's own, so that there cannot be two
  id INTEGER PRIMARY KEY,
  citizen INTEGER DEFAULT 0,
  kind TEXT DEFAULT '',                       -- code of an activity kind (share/activities)
  employer INTEGER DEFAULT 0, planned_end TEXT DEFAULT '', weekly_hours REAL DEFAULT 0,
  wage INTEGER DEFAULT 0,                     -- kroner a month
  weekdays INTEGER DEFAULT 31,                -- bit 0 Monday
  purpose TEXT DEFAULT '', contact TEXT DEFAULT '', reason TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX activity_citizen ON activity(citizen);
CREATE INDEX activity_employer ON activity(employer);

CREATE TABLE activity_stage(                  -- natural key: the enrolment and the stage
  id INTEGER PRIMARY KEY,
  enrolment INTEGER DEFAULT 0, stage TEXT DEFAULT '', date TEXT DEFAULT '', deleted INTEGER DEFAULT 0
) STRICT;
CREATE INDEX activity_stage_enrolment ON activity_stage(enrolment);

CREATE TABLE attendance(                      -- fact: the latest row of a day counts, the earlier stay
  id INTEGER PRIMARY KEY,
  enrolment INTEGER DEFAULT 0, citizen INTEGER DEFAULT 0, date TEXT DEFAULT '',
  state INTEGER DEFAULT 0,                    -- enum attendance_state
  reason TEXT DEFAULT '', at INTEGER DEFAULT 0, author INTEGER DEFAULT 0
) STRICT;
CREATE INDEX attendance_enrolment ON attendance(enrolment, date);
CREATE INDEX attendance_citizen ON attendance(citizen);

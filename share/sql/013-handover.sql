-- A hand-over to another team is an offer: the coordinator stays until it is accepted.

ALTER TABLE handover ADD COLUMN offer INTEGER DEFAULT 0; -- 1: moves nothing until it is accepted

ALTER TABLE purged ADD COLUMN giver INTEGER NOT NULL DEFAULT 0; -- of a citizen who moved: who had handed over

-- The 30 days since 1970 in which a machine was last seen, so that those that are silent, and those that were seen least recently, are
-- found in an index. Like where it stands, it changes once in a month of renewals, where the time itself would at every one.
ALTER TABLE machine ADD COLUMN seen_month INTEGER NOT NULL DEFAULT 0;
UPDATE machine SET seen_month = last_seen / 2592000;
CREATE INDEX machine_seen_month ON machine (seen_month);

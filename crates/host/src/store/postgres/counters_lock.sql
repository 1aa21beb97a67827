-- A host that decides holds this row from the reading to the commit: the hosts take turns, a group at a time.
SELECT 1 FROM counters WHERE id = 1 FOR UPDATE

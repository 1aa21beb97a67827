-- By itself, for SQLite writes to an index whenever a statement sets a column of it, although it stays as it was.
UPDATE machine SET name = ?4,
    standing = CASE WHEN activated_until IS NOT NULL THEN max(activated_until / 2592000, 0) WHEN last_code = ?5 THEN -1 ELSE -2 END,
    seen_month = last_seen / 2592000
WHERE cmid = ?1 AND product = ?2 AND hardware = ?3 AND (name <> ?4 OR seen_month <> last_seen / 2592000 OR standing <>
    CASE WHEN activated_until IS NOT NULL THEN max(activated_until / 2592000, 0) WHEN last_code = ?5 THEN -1 ELSE -2 END)

SELECT number, entry, hash FROM (SELECT * FROM audit ORDER BY number DESC LIMIT ?2)
WHERE json_extract(entry, '$.holder') = ?1 ORDER BY number DESC LIMIT ?3

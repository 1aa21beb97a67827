SELECT number, entry, hash FROM audit
WHERE json_valid(entry) AND json_extract(entry, '$.holder') = $1 ORDER BY number DESC LIMIT $2

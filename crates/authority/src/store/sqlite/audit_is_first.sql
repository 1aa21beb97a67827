SELECT NOT EXISTS (SELECT 1 FROM audit
                   WHERE json_valid(entry) AND json_extract(entry, '$.holder') = $1 AND number < $2)

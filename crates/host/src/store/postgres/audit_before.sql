SELECT number, entry, hash FROM audit
WHERE number < $1 AND ($2::text = '' OR entry::json ->> 'account' = $2 OR entry::json ->> 'subject' = $2) AND ($3::text = '' OR entry::json ->> 'action' = $3)
AND ($5::text = '' OR (
    json_array_length(entry::json -> 'key_groups') > 0
    AND NOT EXISTS (
        SELECT 1 FROM json_array_elements_text(entry::json -> 'key_groups') AS key_group WHERE position(',' || key_group || ',' IN $5) = 0
    )
))
ORDER BY number DESC LIMIT $4

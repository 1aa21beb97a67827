SELECT number, entry, hash FROM audit
WHERE number < $1 AND ($2::text = '' OR entry::json ->> 'account' = $2 OR entry::json ->> 'subject' = $2) AND ($3::text = '' OR entry::json ->> 'action' = $3)
ORDER BY number DESC LIMIT $4

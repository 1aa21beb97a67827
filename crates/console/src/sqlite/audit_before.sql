SELECT number, entry, hash FROM audit
WHERE number < ?1 AND (?2 = '' OR entry ->> 'account' = ?2 OR entry ->> 'subject' = ?2) AND (?3 = '' OR entry ->> 'action' = ?3)
ORDER BY number DESC LIMIT ?4

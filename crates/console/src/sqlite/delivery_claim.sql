UPDATE console_delivery SET next_at = ?2 WHERE number IN (
    SELECT number FROM console_delivery WHERE next_at <= ?1 ORDER BY next_at, number LIMIT ?3
)
RETURNING number, id, webhook, event, body, created, attempts, next_at, last_at, outcome, delivered

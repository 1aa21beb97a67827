SELECT number, id, webhook, event, body, created, attempts, next_at, last_at, outcome, delivered
FROM console_delivery WHERE number < ?1 ORDER BY number DESC LIMIT ?2

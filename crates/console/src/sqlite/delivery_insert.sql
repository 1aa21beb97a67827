INSERT INTO console_delivery (id, webhook, event, body, created, attempts, next_at, outcome, delivered)
VALUES (?1, ?2, ?3, ?4, ?5, 0, ?5, '', 0)

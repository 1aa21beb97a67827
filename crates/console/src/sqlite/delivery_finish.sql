UPDATE console_delivery SET attempts = ?2, next_at = ?3, last_at = ?4, outcome = ?5, delivered = ?6 WHERE number = ?1

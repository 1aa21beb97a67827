SELECT * FROM refusal ORDER BY last_at DESC, day, code, network LIMIT ?1

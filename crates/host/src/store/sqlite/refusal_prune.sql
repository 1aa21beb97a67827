DELETE FROM refusal WHERE last_at < ?1

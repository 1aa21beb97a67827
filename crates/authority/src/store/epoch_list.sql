SELECT tag, random FROM epoch ORDER BY id

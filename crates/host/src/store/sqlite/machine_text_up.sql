SELECT name FROM machine_text WHERE name LIKE ?1 ESCAPE '\' AND name >= coalesce(?2, '') ORDER BY name

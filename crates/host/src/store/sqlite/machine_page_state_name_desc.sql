-- One state, or those that are silent, which no index knows in this order: a pass over the table, for along an index it would fetch each row by itself.
SELECT * FROM machine_found
WHERE ?7 IS NULL OR (name, cmid, product, hardware) < (?11, ?7, ?8, ?9)
ORDER BY +name DESC, cmid DESC, product DESC, hardware DESC LIMIT ?6

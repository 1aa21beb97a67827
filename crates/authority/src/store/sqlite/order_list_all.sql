-- SQLite begins in an index by one expression, not by a row of two.
WHERE coalesce(k.customer, '') >= $2 AND ($4 = 1 OR coalesce(k.customer, '') > $2 OR coalesce(order_number, '') > $3)

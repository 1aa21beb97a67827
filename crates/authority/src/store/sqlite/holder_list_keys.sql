-- $1 is a pattern of LIKE, or empty; $2 the last characters of a key, $3 an id; $4 0 for all, 1 hosts, 2 directories, 3 machines.
WITH found_key AS MATERIALIZED (
    SELECT kind, key_group, serial FROM product_key
    WHERE $1 <> '' AND (customer LIKE $1 ESCAPE '\' OR order_number LIKE $1 ESCAPE '\' OR partial = $2)

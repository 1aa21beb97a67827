-- The contact of a customer that was written last for one of the key groups in $2, between commas; of all if it is empty.
SELECT name AS contact_name, mail AS contact_mail, phone AS contact_phone FROM contact
WHERE customer = $1 AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || key_group || ',%')
ORDER BY changed DESC, key_group LIMIT 1

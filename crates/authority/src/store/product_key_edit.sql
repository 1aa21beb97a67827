-- NULL leaves a field as it is; an empty text removes it.
UPDATE product_key SET
    customer = nullif(coalesce($4, customer), ''),
    order_number = nullif(coalesce($5, order_number), ''),
    note = nullif(coalesce($6, note), '')
WHERE kind = $1 AND key_group = $2 AND serial = $3

SELECT (SELECT count(*) FROM pack) + (SELECT count(*) FROM product_key)
     + (SELECT count(*) + count(installation_id) FROM slot)

SELECT key_group, count(*) AS keys FROM product_key WHERE coalesce(customer, '') = $1

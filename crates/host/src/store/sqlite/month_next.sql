SELECT seen_month FROM machine WHERE seen_month > ?1 ORDER BY seen_month LIMIT 1

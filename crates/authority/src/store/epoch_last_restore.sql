SELECT restored, first_pack, count(*) OVER () FROM epoch WHERE restored IS NOT NULL ORDER BY id DESC LIMIT 1

SELECT * FROM published ORDER BY domain

INSERT INTO event (host, time, number, level, message, info)
SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])

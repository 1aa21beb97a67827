INSERT INTO console_view (owner, name, query, maker, created)
SELECT $1::text, $2::text, $3::text, $4::text, $5::bigint
WHERE ($1 = '' OR EXISTS (SELECT 1 FROM console_account WHERE name = $1))
    AND (SELECT count(*) FROM console_view WHERE owner = $1) < $6::bigint
ON CONFLICT DO NOTHING RETURNING name

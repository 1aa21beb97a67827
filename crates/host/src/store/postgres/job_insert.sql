WITH new AS (
    INSERT INTO job (id, created, until, author, verb, product, activation_type, key_tail, cancelled)
    VALUES (COALESCE(NULLIF($1::bigint, 0), nextval(pg_get_serial_sequence('job', 'id'))), $2, $3, $4, $5, $6, $7, $8, $9)
    RETURNING id
), orders AS (
    INSERT INTO job_order (id, job, cmid, machine, enc, ciphertext, fetched, reported, code,
        installation_id, identified, confirmation_id, answered, answer)
    SELECT o.id, new.id, o.cmid, o.machine, o.enc, o.ciphertext, o.fetched, o.reported, o.code,
        o.installation_id, o.identified, o.confirmation_id, o.answered, o.answer
    FROM new, unnest($10::uuid[], $11::uuid[], $12::text[], $13::bytea[], $14::bytea[], $15::bigint[], $16::bigint[],
        $17::bigint[], $18::text[], $19::bigint[], $20::text[], $21::bigint[], $22::bigint[])
        AS o (id, cmid, machine, enc, ciphertext, fetched, reported, code,
            installation_id, identified, confirmation_id, answered, answer)
)
SELECT id FROM new

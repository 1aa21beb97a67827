INSERT INTO computer
    (kind, key_group, serial, hardware, machine, host_key, activations, activated, claims, signed_by, directory, pack)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (kind, key_group, serial, hardware) DO UPDATE SET machine = excluded.machine, host_key = excluded.host_key,
    activations = excluded.activations, activated = excluded.activated, claims = excluded.claims,
    signed_by = excluded.signed_by, directory = excluded.directory, pack = excluded.pack

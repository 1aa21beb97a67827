INSERT INTO computer
    (kind, key_group, serial, hardware, machine, host_key, activations, activated, claims)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT DO UPDATE SET machine = excluded.machine, host_key = excluded.host_key,
    activations = excluded.activations, activated = excluded.activated, claims = excluded.claims

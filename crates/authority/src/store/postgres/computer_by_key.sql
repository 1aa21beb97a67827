SELECT hardware, host_key, activations,
    EXISTS (SELECT 1 FROM revocation r WHERE r.holder = c.holder) AS revoked
FROM computer c WHERE kind = $1 AND key_group = $2 AND serial = $3

SELECT hardware, host_key, activations,
    EXISTS (SELECT 1 FROM revocation WHERE holder = json_extract(claims, '$.sub')) AS revoked
FROM computer WHERE kind = $1 AND key_group = $2 AND serial = $3

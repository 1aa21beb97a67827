SELECT *, EXISTS (SELECT 1 FROM revocation WHERE holder = json_extract(claims, '$.sub')) AS revoked
FROM computer ORDER BY kind, key_group, serial, activated

SELECT c.*, EXISTS (SELECT 1 FROM revocation r WHERE r.holder = c.holder) AS revoked
FROM computer c ORDER BY c.kind, c.key_group, c.serial, c.activated

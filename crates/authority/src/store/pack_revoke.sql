UPDATE pack SET revoked = coalesce(revoked, $2)
WHERE version = $1 AND version < (SELECT max(version) FROM pack WHERE document IS NOT NULL)

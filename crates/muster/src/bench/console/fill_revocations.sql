INSERT OR IGNORE INTO revocation (holder, at)
SELECT json_extract(claims, '$.sub'), activated FROM computer WHERE activated % 100 = 13

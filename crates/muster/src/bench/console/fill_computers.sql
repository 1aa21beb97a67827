WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?1)
INSERT OR IGNORE INTO computer (kind, key_group, serial, hardware, machine, host_key, activations, activated, claims, signed_by, directory, pack)
SELECT kind, key_group, n / 2, randomblob(16), printf('site-%06d.lab.test', n), randomblob(32), 1, activated - n,
    json_set(claims, '$.sub', printf('%08x-0000-4000-8000-%012x', (n * 2654435761) & 4294967295, n)), signed_by, n % 10 = 9, pack
FROM number, (SELECT * FROM computer LIMIT 1)

INSERT INTO console_failure (subject, failures, last_at) VALUES (?1, 1, ?2)
ON CONFLICT (subject) DO UPDATE SET failures = console_failure.failures + 1, last_at = excluded.last_at

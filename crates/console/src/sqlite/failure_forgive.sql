UPDATE console_failure SET failures = max(failures - ?2, 0), last_at = coalesce(?3, last_at) WHERE subject = ?1

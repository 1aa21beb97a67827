UPDATE console_failure SET failures = greatest(failures - $2, 0), last_at = coalesce($3, last_at) WHERE subject = $1

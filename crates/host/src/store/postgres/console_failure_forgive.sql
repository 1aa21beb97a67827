UPDATE console_failure SET failures = greatest(failures - $2, 0) WHERE subject = $1

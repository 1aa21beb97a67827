UPDATE console_failure SET failures = max(failures - ?2, 0) WHERE subject = ?1

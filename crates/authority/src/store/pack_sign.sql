UPDATE pack SET document = $2 WHERE version = $1

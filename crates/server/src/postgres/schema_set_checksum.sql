UPDATE muster_schema SET checksum = $2 WHERE version = $1

INSERT INTO muster_schema (version, checksum) VALUES ($1, $2)

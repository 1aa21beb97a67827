SELECT version, checksum FROM muster_schema

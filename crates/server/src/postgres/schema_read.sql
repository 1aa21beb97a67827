-- As JSON, because a database of an older version of Muster has no column of checksums.
SELECT version, to_jsonb(applied) ->> 'checksum' AS checksum FROM muster_schema AS applied

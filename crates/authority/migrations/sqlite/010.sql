-- The entries of a holder are found without reading the others. What somebody forced into the log and is no JSON is nobody's entry: it
-- keeps no authority from starting.
CREATE INDEX audit_holder ON audit (json_extract(entry, '$.holder')) WHERE json_valid(entry);

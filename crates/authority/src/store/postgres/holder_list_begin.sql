), found AS (
    SELECT kind, key_group, serial, machine, activations, activated, signed_by, directory, pack, holder, expires, is_permanent FROM computer
    WHERE activated <= $5::bigint AND (activated < $5 OR holder > $6::text)

), found AS (
    -- Without the claims, which are long: an index has all of these.
    SELECT kind, key_group, serial, machine, activations, activated, signed_by, directory, pack, holder, expires, is_permanent FROM computer
    WHERE activated <= $5 AND (activated < $5 OR holder > $6)

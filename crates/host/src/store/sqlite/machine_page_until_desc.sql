-- Those that were never activated come last.
SELECT * FROM machine_found
WHERE ?7 IS NULL OR (coalesce(activated_until, -9223372036854775807), cmid, product, hardware) < (?11, ?7, ?8, ?9)
ORDER BY coalesce(activated_until, -9223372036854775807) DESC, cmid DESC, product DESC, hardware DESC LIMIT ?6

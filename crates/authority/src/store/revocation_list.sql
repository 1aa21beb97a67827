SELECT holder FROM revocation ORDER BY at, holder

SELECT document FROM pack WHERE version > $1 AND document IS NOT NULL ORDER BY version

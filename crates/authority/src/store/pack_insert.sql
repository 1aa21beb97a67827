INSERT INTO pack (version, issued, source, claims) VALUES ($1, $2, $3, $4)

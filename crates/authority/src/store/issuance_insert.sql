INSERT INTO issuance (id, version, claims, issued) VALUES ($1, $2, $3, $4)
ON CONFLICT (id, version) DO UPDATE SET claims = excluded.claims, issued = excluded.issued

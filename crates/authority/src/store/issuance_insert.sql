INSERT OR REPLACE INTO issuance (id, version, claims, issued) VALUES (?1, ?2, ?3, ?4)

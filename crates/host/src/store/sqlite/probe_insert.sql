INSERT OR REPLACE INTO setting (name, value) VALUES ('probe', hex(zeroblob(?1)))

INSERT OR REPLACE INTO published (domain, priority, weight, port, target) VALUES (?1, ?2, ?3, ?4, ?5)

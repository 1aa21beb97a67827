INSERT OR REPLACE INTO published (domain, priority, weight, port, target, service) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

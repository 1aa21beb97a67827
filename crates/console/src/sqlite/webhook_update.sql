UPDATE console_webhook SET url = ?2, events = ?3 WHERE name = ?1

UPDATE console_passkey SET credential = ?3, used = ?4 WHERE id = ?1 AND credential = ?2

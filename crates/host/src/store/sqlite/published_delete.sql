DELETE FROM published WHERE domain = ?1

DELETE FROM managed_machine WHERE cmid = ?1

SELECT members FROM pool WHERE application = ?1

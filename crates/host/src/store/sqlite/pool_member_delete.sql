DELETE FROM pool_member WHERE application = ?1 AND slot = ?2

SELECT slot, cmid, last_seen, sequence FROM pool_member WHERE application = ?1

SELECT application, slot, cmid, last_seen, sequence FROM pool_member WHERE application = ANY($1)

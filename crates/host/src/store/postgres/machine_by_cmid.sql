SELECT cmid, product, hardware, name, last_seen, counter, rolled_back FROM machine WHERE cmid = ANY($1) LIMIT $2

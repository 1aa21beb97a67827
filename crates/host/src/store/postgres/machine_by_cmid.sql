SELECT cmid, product, hardware, name, last_seen FROM machine WHERE cmid = ANY($1) LIMIT $2

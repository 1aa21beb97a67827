SELECT cmid, product, hardware, name FROM machine WHERE cmid = ANY($1)

SELECT * FROM machine WHERE cmid = ANY($1) ORDER BY cmid, product, hardware

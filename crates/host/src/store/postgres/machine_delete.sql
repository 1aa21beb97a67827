DELETE FROM machine WHERE cmid = ANY($1)

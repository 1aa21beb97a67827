SELECT EXISTS (SELECT 1 FROM wrong_guess WHERE scope = $1) OR (SELECT count(*) FROM wrong_guess) < $2

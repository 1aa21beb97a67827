DELETE FROM wrong_guess WHERE since <= $1

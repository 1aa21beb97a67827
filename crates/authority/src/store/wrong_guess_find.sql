SELECT since, wrong FROM wrong_guess WHERE scope = $1

INSERT INTO wrong_guess (scope, since, wrong) VALUES ($1, $2, $3)
ON CONFLICT (scope) DO UPDATE SET since = excluded.since, wrong = excluded.wrong

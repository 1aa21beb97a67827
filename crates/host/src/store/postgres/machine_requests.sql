SELECT * FROM request WHERE cmid = $1 AND id > (SELECT max(id) - $2 FROM request) ORDER BY id DESC LIMIT $3

SELECT name, value FROM setting WHERE host = $1

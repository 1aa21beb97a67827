SELECT * FROM published WHERE host = $1 ORDER BY domain COLLATE "C"

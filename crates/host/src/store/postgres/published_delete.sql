DELETE FROM published WHERE host = $1 AND domain = $2

SELECT * FROM counters

SELECT total FROM counters WHERE total > 0

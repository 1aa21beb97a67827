UPDATE counters SET total = total

UPDATE counters SET total = total + $1, failed = failed + $2, unlicensed = unlicensed + $3, licensed = licensed + $4,
    initial_grace = initial_grace + $5, additional_grace = additional_grace + $6,
    non_genuine_grace = non_genuine_grace + $7, notification = notification + $8

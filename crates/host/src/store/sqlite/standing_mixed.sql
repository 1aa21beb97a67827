    -- Some of these rows are activated still, and some no more.
    AND (activated_until > ?4) = ?5

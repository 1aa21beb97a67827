UPDATE console_delivery SET next_at = NULL WHERE webhook = $1 AND next_at IS NOT NULL

UPDATE clock SET latest = max(coalesce(latest, ?1), ?1)

SELECT coalesce(max(number) + 1, 0) FROM slot WHERE kind = ?1 AND key_group = ?2 AND serial = ?3

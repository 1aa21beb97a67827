SELECT max(
    (SELECT coalesce(max(version), 0) + 1 FROM pack),
    (SELECT coalesce(max(first_pack), 1) FROM epoch)
)

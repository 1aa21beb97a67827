SELECT owner, name, query, maker, created FROM console_view WHERE $1::text IS NULL OR owner IN ($1, '') ORDER BY owner COLLATE "C", name COLLATE "C"

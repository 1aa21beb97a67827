SELECT hash, name, scope, maker, created, until, used FROM console_token WHERE hash = ?1

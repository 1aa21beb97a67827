DELETE FROM console_view WHERE owner = $1 AND name = $2 RETURNING name

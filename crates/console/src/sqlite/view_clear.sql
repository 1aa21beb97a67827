DELETE FROM console_view WHERE owner = ?1

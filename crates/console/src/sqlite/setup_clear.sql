DELETE FROM console_setup

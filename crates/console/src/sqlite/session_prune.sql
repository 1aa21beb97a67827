DELETE FROM console_session WHERE created < ?1 OR used < ?2

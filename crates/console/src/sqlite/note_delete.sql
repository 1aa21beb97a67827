DELETE FROM console_webhook_note WHERE subject = ?1 AND value = ?2

SELECT subject, value FROM console_webhook_note

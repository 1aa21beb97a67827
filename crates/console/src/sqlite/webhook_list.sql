SELECT name, url, secret, events, maker, created FROM console_webhook ORDER BY name

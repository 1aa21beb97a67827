SELECT setval(pg_get_serial_sequence('job', 'id'), GREATEST((SELECT MAX(id) FROM job), 1))

SELECT * FROM computer ORDER BY kind, key_group, serial, activated

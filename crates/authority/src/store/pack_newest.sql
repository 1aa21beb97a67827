SELECT max(version) FROM pack WHERE document IS NOT NULL

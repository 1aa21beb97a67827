DELETE FROM setting WHERE name = 'probe'

INSERT INTO contact (customer, key_group, name, mail, phone, changed)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (customer, key_group) DO UPDATE SET name = excluded.name, mail = excluded.mail, phone = excluded.phone, changed = excluded.changed

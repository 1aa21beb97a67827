-- What a key allows over its key group (JSON: names and values), when it ends, and how many days it lasts from its first activation.
ALTER TABLE product_key ADD COLUMN features TEXT;
ALTER TABLE product_key ADD COLUMN ends INTEGER;
ALTER TABLE product_key ADD COLUMN days INTEGER;

-- For whom a key was issued, in the vendor's own words.
ALTER TABLE product_key ADD COLUMN customer TEXT;
ALTER TABLE product_key ADD COLUMN order_number TEXT;
ALTER TABLE product_key ADD COLUMN note TEXT;

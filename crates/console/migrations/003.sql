-- Who an account is at an OpenID Connect provider, which signs it in; NULL for an account of the console's own.
ALTER TABLE console_account ADD COLUMN issuer TEXT;
-- Its name there, for people.
ALTER TABLE console_account ADD COLUMN full_name TEXT;

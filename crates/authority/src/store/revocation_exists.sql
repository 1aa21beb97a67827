SELECT EXISTS (SELECT 1 FROM revocation WHERE holder = $1)

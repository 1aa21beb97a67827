DELETE FROM revocation WHERE holder = $1

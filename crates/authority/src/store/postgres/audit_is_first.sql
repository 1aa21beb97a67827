SELECT NOT EXISTS (SELECT 1 FROM audit WHERE holder = $1 AND number < $2)

SELECT EXISTS (SELECT 1 FROM returned WHERE host_key = $1)

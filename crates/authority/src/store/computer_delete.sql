DELETE FROM computer WHERE host_key = $1

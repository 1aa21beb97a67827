SELECT name, seen, version FROM sharing_host WHERE seen >= $1 ORDER BY name LIMIT $2

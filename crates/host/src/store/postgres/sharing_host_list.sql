SELECT name, seen, version FROM sharing_host ORDER BY name LIMIT $1

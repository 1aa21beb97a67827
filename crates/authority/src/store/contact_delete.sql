DELETE FROM contact WHERE customer = $1 AND key_group = $2

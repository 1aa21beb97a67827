SELECT DISTINCT kind, key_group, serial FROM slot WHERE installation_id IS NULL AND NOT retired

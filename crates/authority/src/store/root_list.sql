SELECT jwk, trusted FROM root ORDER BY id

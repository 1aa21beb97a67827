UPDATE root SET trusted = (jwk = $1)

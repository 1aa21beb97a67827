UPDATE job_order SET enc = NULL, ciphertext = NULL WHERE job = ?1

-- Read after the hosts' turn has come: the server's clock is that of the decision.
SELECT latest, confirmed, pruned, extract(epoch FROM clock_timestamp())::bigint AS server FROM clock WHERE id = 1

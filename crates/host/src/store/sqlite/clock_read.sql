SELECT latest, confirmed, pruned FROM clock

SELECT until, days FROM notice WHERE host = $1 AND subject = $2

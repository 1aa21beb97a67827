SELECT until, days FROM notice WHERE subject = ?1

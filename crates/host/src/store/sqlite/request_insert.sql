INSERT INTO request
    (at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product, count)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)

SELECT machine_found.* FROM request CROSS JOIN machine_found
    ON machine_found.cmid = request.cmid AND machine_found.product = request.product AND machine_found.last_seen = request.at
WHERE request.id <= ?11 AND request.id > ?11 - ?12 ORDER BY request.id DESC

DELETE FROM machine AS m USING unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS gone (cmid, product, hardware)
WHERE m.cmid = gone.cmid AND m.product = gone.product AND m.hardware = gone.hardware

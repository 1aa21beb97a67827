SELECT min(version) FROM pack
WHERE document IS NOT NULL AND EXISTS (
    SELECT 1 FROM json_each(claims, '$.roots') AS root WHERE json_extract(root.value, '$.x') = $1
)

SELECT min(version) FROM pack
WHERE document IS NOT NULL AND EXISTS (
    SELECT 1 FROM json_array_elements(claims::json -> 'roots') AS root WHERE root ->> 'x' = $1
)

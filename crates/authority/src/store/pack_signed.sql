SELECT version, issued, document FROM pack WHERE document IS NOT NULL ORDER BY version

SELECT to_regclass('muster_schema') IS NOT NULL

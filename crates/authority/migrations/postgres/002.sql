-- What lists show of a license, beside its claims.
ALTER TABLE computer
    ADD COLUMN expires BIGINT GENERATED ALWAYS AS ((claims::json ->> 'exp')::bigint) STORED,
    ADD COLUMN is_permanent BOOLEAN GENERATED ALWAYS AS (coalesce((claims::json ->> 'permanent')::boolean, FALSE)) STORED;

-- The list of holders, from those that asked last on.
CREATE INDEX computer_activated ON computer (activated DESC, holder);
-- Who follows a change of the root key.
CREATE INDEX computer_follows ON computer (kind, directory, pack, signed_by, expires);
CREATE INDEX product_key_blocked ON product_key (kind, key_group, serial) WHERE blocked IS NOT NULL;
-- Orders, in their order.
CREATE INDEX product_key_order ON product_key (coalesce(customer, ''), coalesce(order_number, ''));

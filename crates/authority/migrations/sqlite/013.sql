-- The orders of one key group, in their order: whoever sees that alone waits for no others.
CREATE INDEX product_key_of_group ON product_key (key_group, coalesce(customer, ''), coalesce(order_number, ''));

-- What lists show of a license, beside its claims: whom it names, when it ends and whether it does. They are read again at every change of the
-- claims, so that nobody who writes those has to know of it.
ALTER TABLE computer ADD COLUMN holder TEXT;
ALTER TABLE computer ADD COLUMN expires INTEGER;
ALTER TABLE computer ADD COLUMN is_permanent INTEGER NOT NULL DEFAULT 0;
UPDATE computer SET holder = json_extract(claims, '$.sub'), expires = json_extract(claims, '$.exp'),
    is_permanent = coalesce(json_extract(claims, '$.permanent'), 0)
WHERE json_valid(claims);
CREATE TRIGGER computer_recorded AFTER INSERT ON computer BEGIN
    UPDATE computer SET holder = json_extract(claims, '$.sub'), expires = json_extract(claims, '$.exp'),
        is_permanent = coalesce(json_extract(claims, '$.permanent'), 0)
    WHERE kind = new.kind AND key_group = new.key_group AND serial = new.serial AND hardware = new.hardware;
END;
CREATE TRIGGER computer_recorded_again AFTER UPDATE OF claims ON computer BEGIN
    UPDATE computer SET holder = json_extract(claims, '$.sub'), expires = json_extract(claims, '$.exp'),
        is_permanent = coalesce(json_extract(claims, '$.permanent'), 0)
    WHERE kind = new.kind AND key_group = new.key_group AND serial = new.serial AND hardware = new.hardware;
END;

CREATE INDEX computer_holder ON computer (holder);
-- The list of holders from those that asked last on, with all that it is searched by and shows: claims are long.
CREATE INDEX computer_activated ON computer
    (activated DESC, holder, machine, activations, signed_by, directory, pack, expires, is_permanent);
-- Who follows a change of the root key.
CREATE INDEX computer_follows ON computer (kind, directory, pack, signed_by, expires, holder);
CREATE INDEX product_key_blocked ON product_key (kind, key_group, serial) WHERE blocked IS NOT NULL;
-- Orders, in their order.
CREATE INDEX product_key_order ON product_key (coalesce(customer, ''), coalesce(order_number, ''));

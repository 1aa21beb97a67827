-- Whom to ask at a customer, for the keys of each key group: whoever sees a key group sees what was written there, and nothing of another.
CREATE TABLE contact (
    customer TEXT COLLATE "C" NOT NULL,
    key_group BIGINT NOT NULL,
    name TEXT NOT NULL,
    mail TEXT NOT NULL,
    phone TEXT NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (customer, key_group)
);

-- The list of holders of one key group from those that asked last on: whoever sees that alone waits for no others.
CREATE INDEX computer_of_group ON computer (key_group, activated DESC, holder);

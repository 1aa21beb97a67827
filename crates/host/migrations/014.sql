-- Where a row of the inventory stands, so that the console's lists begin in an index: the 30 days since 1970 in which its
-- activation ends, or -1 for a machine that waits for the count, -2 for one that was refused and never activated. It changes once in a month of
-- renewals, where the end itself would move the row at every one.
ALTER TABLE machine ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
UPDATE machine SET standing = CASE WHEN activated_until IS NOT NULL THEN max(activated_until / 2592000, 0)
    WHEN last_code = 3221549112 THEN -1 ELSE -2 END;
CREATE INDEX machine_standing_name ON machine (product, standing, name);

-- Every name once, and where any three letters in a row stand in which: a part of a name is found without reading the others.
CREATE TABLE machine_text (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE machine_trigram USING fts5 (name, content = '', tokenize = 'trigram', detail = 'none', columnsize = 0);
CREATE TRIGGER machine_text_new AFTER INSERT ON machine_text BEGIN
    INSERT INTO machine_trigram (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER machine_text_gone AFTER DELETE ON machine_text BEGIN
    INSERT INTO machine_trigram (machine_trigram, rowid, name) VALUES ('delete', old.id, old.name);
END;
INSERT INTO machine_text (name) SELECT DISTINCT name FROM machine;
CREATE TRIGGER machine_new AFTER INSERT ON machine BEGIN
    INSERT INTO machine_text (name) VALUES (new.name) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER machine_renamed AFTER UPDATE OF name ON machine WHEN new.name <> old.name BEGIN
    INSERT INTO machine_text (name) VALUES (new.name) ON CONFLICT DO NOTHING;
    DELETE FROM machine_text WHERE name = old.name AND NOT EXISTS (SELECT 1 FROM machine WHERE name = old.name);
END;
CREATE TRIGGER machine_gone AFTER DELETE ON machine BEGIN
    DELETE FROM machine_text WHERE name = old.name AND NOT EXISTS (SELECT 1 FROM machine WHERE name = old.name);
END;

-- How far a job is, without reading its orders.
CREATE INDEX job_order_progress ON job_order (job, reported, code, identified, confirmation_id);

-- When an epoch began with a restore, and the first version that a license pack may have in it.
ALTER TABLE epoch ADD COLUMN restored INTEGER;
ALTER TABLE epoch ADD COLUMN first_pack INTEGER NOT NULL DEFAULT 1;

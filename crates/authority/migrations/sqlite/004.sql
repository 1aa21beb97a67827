-- What opens a slot: its private key and its secret, sealed under the authority's secret. A slot without them cannot be told. A
-- retired one is told to nobody any more: a lost database of this authority may have told it.
ALTER TABLE slot ADD COLUMN sealed TEXT;
ALTER TABLE slot ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;
UPDATE slot SET retired = 1;

ALTER DOMAIN shop.live DROP CONSTRAINT live;
ALTER DOMAIN shop.live RENAME TO live__old;
ALTER TABLE shop.product ALTER COLUMN past DROP DEFAULT;
ALTER TABLE shop.product ALTER COLUMN state DROP DEFAULT;
ALTER TABLE shop.product DROP CONSTRAINT c;
DROP VIEW shop.v;
DROP INDEX shop.i;
ALTER TYPE shop.state RENAME TO state__old;
CREATE TYPE shop.state AS ENUM ('old', 'new');
CREATE DOMAIN shop.live AS state
  CONSTRAINT live CHECK (VALUE <> 'old'::state);
ALTER TABLE shop.product ALTER COLUMN state TYPE state USING state::text::state;
ALTER TABLE shop.product ALTER COLUMN past TYPE state[] USING past::text[]::state[];
ALTER TABLE shop.product ALTER COLUMN live TYPE live USING live::text::live;
DROP DOMAIN shop.live__old;
DROP TYPE shop.state__old;
ALTER TABLE shop.product ALTER COLUMN past SET DEFAULT ARRAY['old'::state];
ALTER TABLE shop.product ALTER COLUMN state SET DEFAULT 'new'::state;
ALTER TABLE shop.product ADD CONSTRAINT c CHECK (state <> 'old'::state);
CREATE VIEW shop.v AS
SELECT product.id,
    product.state
   FROM product
  WHERE (product.state = 'new'::state);
CREATE INDEX i ON shop.product USING btree (id) WHERE (state = 'new'::state);

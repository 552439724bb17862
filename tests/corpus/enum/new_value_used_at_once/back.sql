ALTER TABLE shop.product ALTER COLUMN state DROP DEFAULT;
ALTER TABLE shop.product DROP CONSTRAINT c;
DROP VIEW shop.v;
ALTER TYPE shop.state RENAME TO state__old;
CREATE TYPE shop.state AS ENUM ('new', 'old');
ALTER TABLE shop.product ALTER COLUMN state TYPE state USING state::text::state;
DROP TYPE shop.state__old;
ALTER TABLE shop.product ALTER COLUMN state SET DEFAULT 'new'::state;

ALTER TYPE shop.state ADD VALUE 'gone';
ALTER TABLE shop.product ALTER COLUMN state SET DEFAULT 'gone'::state;
ALTER TABLE shop.product ADD CONSTRAINT c CHECK (state <> 'gone' OR id > 0);
CREATE VIEW shop.v AS
SELECT id FROM product WHERE state = 'gone';

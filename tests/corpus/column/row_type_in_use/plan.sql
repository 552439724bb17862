ALTER TABLE shop.item ADD COLUMN amount integer;
ALTER TABLE shop.item ALTER COLUMN amount SET DEFAULT 5;
UPDATE shop.item SET amount = DEFAULT WHERE amount IS NULL;
ALTER TABLE shop.item ALTER COLUMN amount SET NOT NULL;
ALTER TABLE shop.item ADD COLUMN made timestamp with time zone;
ALTER TABLE shop.item ALTER COLUMN made SET DEFAULT now();
UPDATE shop.item SET made = DEFAULT WHERE made IS NULL;

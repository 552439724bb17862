ALTER TYPE shop.widget SET (STORAGE = extended);
ALTER TABLE shop.bench ALTER COLUMN usual SET STORAGE extended;

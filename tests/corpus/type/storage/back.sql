ALTER TYPE shop.widget SET (STORAGE = external);
ALTER TABLE shop.bench ALTER COLUMN usual SET STORAGE external;

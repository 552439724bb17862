ALTER TYPE shop.price RENAME TO price__old;
ALTER DOMAIN shop.amount RENAME TO amount__old;
CREATE DOMAIN shop.amount AS integer
  CONSTRAINT positive CHECK (VALUE > 0);
CREATE TYPE shop.price AS (
  amount amount,
  currency text
);
ALTER TABLE shop.offer ALTER COLUMN price TYPE price USING CASE WHEN price IS DISTINCT FROM NULL THEN ROW((price).amount::text::shop.amount, (price).currency::text::text)::price END;
DROP TYPE shop.price__old;
ALTER TABLE shop.offer ALTER COLUMN steps TYPE amount[] USING steps::text[]::amount[];
ALTER TABLE shop.offer ALTER COLUMN lowest TYPE amount;
DROP DOMAIN shop.amount__old;

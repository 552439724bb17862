ALTER DOMAIN shop.zip DROP CONSTRAINT five;
ALTER DOMAIN shop.zip RENAME TO zip__old;
DROP FUNCTION shop.digits(text);
CREATE FUNCTION shop.digits(t text)
  RETURNS integer
  LANGUAGE sql
  immutable
AS $$SELECT length(t)$$;
CREATE DOMAIN shop.zip AS character varying(5)
  CONSTRAINT five CHECK (digits((VALUE)::text) = 5);
ALTER TABLE shop.place ALTER COLUMN zip TYPE zip;
DROP DOMAIN shop.zip__old;

CREATE FUNCTION shop.one()
  RETURNS integer
  LANGUAGE sql
AS $$ 
  SELECT 1;
$$;
CREATE FUNCTION shop.two()
  RETURNS integer
  LANGUAGE sql
AS $$ 
  SELECT 2;


$$;

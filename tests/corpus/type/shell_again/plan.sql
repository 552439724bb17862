DROP TYPE shop.widget CASCADE;
DROP FUNCTION IF EXISTS shop.widget_in(cstring);
DROP FUNCTION IF EXISTS shop.widget_out(widget);
DROP TYPE IF EXISTS shop.widget;
CREATE TYPE shop.widget;
CREATE FUNCTION shop.widget_in(cstring)
  RETURNS widget
  LANGUAGE internal
  immutable
  STRICT
AS $$int4in$$;
CREATE FUNCTION shop.widget_out(widget)
  RETURNS cstring
  LANGUAGE internal
  immutable
  STRICT
AS $$int4out$$;

ALTER TABLE shop.bench DROP COLUMN tool;
ALTER TABLE shop.bench DROP COLUMN tools;
ALTER TABLE shop.bench DROP COLUMN pair;
DROP TYPE shop.pair;
DROP DOMAIN shop.tool;
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
CREATE TYPE shop.widget (
  INPUT = widget_in,
  OUTPUT = widget_out,
  INTERNALLENGTH = 4,
  PASSEDBYVALUE = true,
  CATEGORY = 'N'
);
CREATE DOMAIN shop.tool AS widget;
CREATE TYPE shop.pair AS (
  "left" tool,
  "right" widget
);
ALTER TABLE shop.bench ADD COLUMN tool tool;
ALTER TABLE shop.bench ADD COLUMN tools tool[];
ALTER TABLE shop.bench ADD COLUMN pair pair;

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
  PASSEDBYVALUE = true
);
ALTER TABLE shop.sold ALTER COLUMN what TYPE widget USING what::text::widget;

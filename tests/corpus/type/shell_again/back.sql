CREATE TYPE shop.widget (
  INPUT = widget_in,
  OUTPUT = widget_out,
  INTERNALLENGTH = 4,
  PASSEDBYVALUE = true
);

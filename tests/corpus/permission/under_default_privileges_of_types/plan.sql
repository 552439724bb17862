CREATE TYPE shop.span AS RANGE (
  SUBTYPE = double precision
);
REVOKE ALL ON TYPE shop.span FROM pg_monitor;

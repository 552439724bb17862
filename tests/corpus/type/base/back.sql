DROP TYPE shop.shell;
DROP TABLE shop.t;
DROP TYPE shop.widget CASCADE;
DROP FUNCTION IF EXISTS shop.widget_in(cstring);
DROP FUNCTION IF EXISTS shop.widget_out(widget);
DROP TYPE IF EXISTS shop.widget;

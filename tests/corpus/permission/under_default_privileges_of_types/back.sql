DROP TYPE shop.span;

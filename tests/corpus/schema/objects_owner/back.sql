DROP TYPE shop.tier;

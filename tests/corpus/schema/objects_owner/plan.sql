CREATE TYPE shop.tier AS ENUM ('basic', 'gold');

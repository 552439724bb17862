ALTER TYPE shop.address DROP ATTRIBUTE zip;

ALTER TYPE shop.address RENAME ATTRIBUTE postcode TO zip;

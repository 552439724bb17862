SELECT what FROM shop.sold

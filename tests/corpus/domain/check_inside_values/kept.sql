SELECT offer::text FROM shop.offer

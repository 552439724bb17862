INSERT INTO shop.parcel VALUES (1, 'held', '{open,stuck}'), (2, 'shut', '{held,lost}'), (3, 'lost', NULL);

INSERT INTO shop.parcel VALUES (1, 'held'), (2, 'shut');

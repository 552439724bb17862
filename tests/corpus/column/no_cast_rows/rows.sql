INSERT INTO shop.parcel VALUES (1, 1.5, 7, 'shut', true, '2020-02-29'), (2, -2, 0, 'open', false, '1999-12-31');

insert into notes (body) values ('''');

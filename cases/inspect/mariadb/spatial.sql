create table places (id int primary key, at point ref_system_id = 4326 not null, area polygon not null, way linestring, spatial key by_at (at), spatial key (area));
create table my_places (g geometry not null, spatial key (g)) engine = myisam;
-- has: spatial index by_at (at)
-- has: at point ref_system_id = 4326 not null

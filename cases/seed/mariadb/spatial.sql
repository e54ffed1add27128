create table places (id int auto_increment primary key, name varchar(40) not null, at_point point not null, area polygon, way linestring, spatial index (at_point));

create table shelves (hall char(2) not null, number smallint unsigned not null, primary key (hall, number));
create table boxes (
    hall char(2) not null, number smallint unsigned not null, place tinyint unsigned not null, label varchar(20) not null,
    primary key (hall, number, place), unique (label), foreign key (hall, number) references shelves (hall, number)
);
create table moves (
    id bigint unsigned auto_increment primary key, hall char(2) not null, number smallint unsigned not null, place tinyint unsigned not null,
    to_hall char(2), to_number smallint unsigned,
    constraint from_box foreign key (hall, number, place) references boxes (hall, number, place),
    constraint to_shelf foreign key (to_hall, to_number) references shelves (hall, number)
);

-- seed: --rows bookings=200 --rows rooms=5 --rows rates=60
create table rooms (id int primary key);
create table bookings (id int auto_increment primary key, room_id int not null references rooms (id), starts date not null, ends date not null,
    period for stay (starts, ends), unique (room_id, stay without overlaps));
create table rates (kind varchar(10) not null check (kind in ('day', 'night')), s datetime(3) not null, e datetime(3) not null,
    period for validity (s, e), primary key (kind, validity without overlaps));

-- seed: --rows grid=60 --rows seats=50
create table grid (x int not null check (x between 1 and 10), y int not null check (y between 1 and 6), label text, primary key (x, y));
create table seats (id int primary key, hall char(1) not null check (hall in ('A', 'B')), line int not null check (line between 1 and 5), seat int not null check (seat between 1 and 5), unique (hall, line, seat));

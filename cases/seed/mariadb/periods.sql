create table contracts (id int auto_increment primary key, person varchar(30) not null, starts date not null, ends date not null, period for validity (starts, ends));
create table stays (id int primary key, s datetime(3) not null, e datetime(3) not null, period for stay (s, e), check (e < '2026-01-01'));

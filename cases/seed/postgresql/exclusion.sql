-- seed: --rows bookings=300 --rows shifts=200 --rows networks=100
create extension btree_gist;
create table bookings (id int primary key, room int not null check (room between 1 and 5), during tstzrange not null, exclude using gist (room with =, during with &&));
create table shifts (id int primary key, person int not null, starts_at timestamptz not null, ends_at timestamptz not null, check (ends_at > starts_at), exclude using gist (person with =, tstzrange(starts_at, ends_at, '[]') with &&));
create table networks (id int primary key, net cidr not null, exclude using gist (net inet_ops with &&));
create table stays (id int primary key, room int not null, during daterange not null, exclude using gist (room with =, during with &&) where (room > 2));
create table shapes (id int primary key, area box not null, zone circle, exclude using gist (area with &&));

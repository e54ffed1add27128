-- seed: --rows users=100 --rows profiles=80
create table users (id int primary key, email varchar(120) not null unique);
create table profiles (user_id int primary key references users (id) on delete cascade, bio text);
create table settings (id int primary key, user_id int not null unique references users (id));

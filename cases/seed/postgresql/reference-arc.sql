-- seed: --rows posts=50 --rows photos=50 --rows comments=300
create table posts (id int primary key, title text not null);
create table photos (id int primary key, url text not null);
create table comments (id int primary key, post_id int references posts (id), photo_id int references photos (id), body text not null, check (num_nonnulls(post_id, photo_id) = 1));

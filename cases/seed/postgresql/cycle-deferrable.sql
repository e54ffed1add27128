-- seed: --rows a=50 --rows b=50
create table a (id int primary key, b_id int not null unique);
create table b (id int primary key, a_id int not null unique references a (id) deferrable initially deferred);
alter table a add foreign key (b_id) references b (id) deferrable initially deferred;

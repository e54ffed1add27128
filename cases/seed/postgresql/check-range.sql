-- seed: --rows people=500
create table people (id serial primary key, age int not null check (age between 18 and 99), score numeric(5,2) check (score >= 0 and score <= 100));

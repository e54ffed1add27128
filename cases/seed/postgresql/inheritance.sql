-- seed: --rows animals=20 --rows dogs=20
create table animals (id int primary key, name text not null check (length(name) > 2));
create table dogs (breed text not null, primary key (id)) inherits (animals);

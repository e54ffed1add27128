create table notes (id bigint, title text not null, primary key (id));

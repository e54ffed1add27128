create table orders (
    id bigint auto_increment primary key,
    ref varchar(40) not null,
    amount varchar(40),
    placed varchar(40),
    state varchar(40) not null,
    unique key (ref)
);

create table cars (
    id int auto_increment primary key, built year not null, sold year, flags bit(5) not null, is_new bit(1) not null, wide bit(40),
    check (built between 1995 and 2020), check (sold is null or sold >= built)
);

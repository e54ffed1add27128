create table shares (
    id int auto_increment primary key, a int not null, b int not null, c int not null,
    check (a + b + c = 100), check (a >= 0), check (b >= 0), check (c >= 0)
);
create table intervals (id int primary key, first int not null, last int not null, length int not null, check (last - first = length), check (length between 1 and 9));

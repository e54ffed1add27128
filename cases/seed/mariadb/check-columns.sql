create table offers (
    id bigint auto_increment primary key, starts_on date not null, ends_on date not null, low int not null, high int not null,
    price decimal(10, 2) not null, reduced decimal(10, 2),
    check (starts_on < ends_on), constraint low_is_less check (low < high), check (high between 10 and 99),
    check (reduced is null or reduced < price), check (price > 0), check (reduced > 0)
);

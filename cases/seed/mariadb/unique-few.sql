create table seats (id int auto_increment primary key, `row` char(1) not null check (`row` in ('a', 'b', 'c')), number tinyint not null check (number between 1 and 4), unique (`row`, number));
create table flags (a boolean not null, b boolean not null, c enum('x', 'y', 'z') not null, unique (a, b, c));
-- seed: --rows seats=12 --rows flags=12

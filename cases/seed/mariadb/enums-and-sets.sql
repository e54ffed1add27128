create table shirts (
    id int auto_increment primary key, size enum('XS', 'S', 'it''s L', 'XL') not null, colour enum('red', 'green') default 'red',
    marks set('new', 'sale', 'last') not null, unique (size, colour)
);
create table wishes (id int primary key, size enum('S', 'M', 'L') not null check (size <> 'M'), mood enum('a,b', 'c(d)') not null);
-- seed: --rows shirts=6

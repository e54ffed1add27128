create table parts (
    code char(8) not null primary key check (code regexp '^[A-Z]{3}-[0-9]{4}$'),
    note varchar(40) not null check (char_length(note) >= 5), kind varchar(12) not null check (kind like 'k-%')
);

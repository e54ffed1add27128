-- seed: --rows departments=20 --rows employees=200
create table departments (id int primary key, head_id int);
create table employees (id int primary key, department_id int not null references departments (id), email text not null unique);
alter table departments add foreign key (head_id) references employees (id);

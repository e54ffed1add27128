set foreign_key_checks = 0;
create table teams (id int auto_increment primary key, lead_id int not null, name varchar(30) not null unique, foreign key (lead_id) references people (id));
create table people (id int auto_increment primary key, team_id int not null, mentor_id int, foreign key (team_id) references teams (id), foreign key (mentor_id) references people (id));
set foreign_key_checks = 1;

create table students (id int auto_increment primary key, email varchar(100) not null unique);
create table courses (code varchar(10) not null primary key, title varchar(80) not null);
create table enrolments (student_id int not null, course_code varchar(10) not null, grade decimal(3, 1) check (grade between 1 and 6), primary key (student_id, course_code), foreign key (student_id) references students (id) on delete cascade, foreign key (course_code) references courses (code) on update cascade);

create table documents (
    id int auto_increment primary key, body json not null, extra longtext check (json_valid(extra)),
    title varchar(100) as (json_value(body, '$.label')) virtual
);

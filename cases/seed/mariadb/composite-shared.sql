create table tenants (id int auto_increment primary key, name varchar(40) not null unique);
create table users (tenant_id int not null, id int not null, email varchar(120) not null, primary key (tenant_id, id), unique (tenant_id, email), foreign key (tenant_id) references tenants (id));
create table tasks (
    tenant_id int not null, id int not null, owner_id int not null, reviewer_id int, primary key (tenant_id, id),
    foreign key (tenant_id) references tenants (id), constraint owner_of foreign key (tenant_id, owner_id) references users (tenant_id, id),
    constraint reviewer_of foreign key (tenant_id, reviewer_id) references users (tenant_id, id)
);

-- seed: --rows tenants=10 --rows nodes=300
create table tenants (id int primary key, name text not null);
create table nodes (tenant_id int not null references tenants (id), id int not null, parent_id int, primary key (tenant_id, id), foreign key (tenant_id, parent_id) references nodes (tenant_id, id));

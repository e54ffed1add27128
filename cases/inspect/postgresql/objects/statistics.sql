create table address (id integer primary key, city text, postcode text, street text);
create statistics address_city (dependencies, ndistinct) on city, postcode from address;
alter statistics address_city set statistics 500;
comment on statistics address_city is 'Postcodes say the city';
create schema app;
create statistics app.all_kinds on city, postcode, street from address;

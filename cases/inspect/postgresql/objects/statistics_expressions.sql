-- since: 14
create table address (id integer primary key, city text, postcode text);
create statistics lower_city on lower(city) from address;
create statistics both_lower (mcv) on lower(city), postcode from address;

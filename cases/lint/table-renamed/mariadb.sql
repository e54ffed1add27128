-- engine: mariadb
-- expect: table-renamed
rename table orders to purchases;
rename table customers to customers_old, customers_new to customers;

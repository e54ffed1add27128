create table prices (amount numeric(12,2), at timestamp);

-- seed: --rows Order=20
create schema "My Shop";
create table "My Shop"."Order" ("Id" int primary key, "Total Price" numeric(8,2) not null check ("Total Price" > 0), "select" text not null);
create table "Order Lines" ("Id" int primary key, "orderId" int not null references "My Shop"."Order" ("Id"), "lineNo" int not null, unique ("orderId", "lineNo"));

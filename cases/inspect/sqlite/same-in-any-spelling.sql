create table Orders (ID integer primary key, Name text not null collate NOCASE, Total integer default (0) check (Total>=0),
    unique (NAME), foreign key (total) references ORDERS (id));
create index By_Name on ORDERS (NAME desc, lower( name )) where TOTAL > 0;
-- same as
CREATE TABLE "Orders" (
    "ID" INTEGER PRIMARY KEY,
    [Name] TEXT NOT NULL COLLATE nocase UNIQUE,
    `Total` Integer DEFAULT 0 REFERENCES orders,
    CHECK (( "Total" >= 0 ))
);
CREATE INDEX "By_Name" ON "Orders" ("Name" COLLATE NOCASE DESC, LOWER("Name")) WHERE ("Total">0);

drop table authors, books;

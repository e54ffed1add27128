create view long_books as select id, title from books where pages > 500;

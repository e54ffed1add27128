drop view long_books;

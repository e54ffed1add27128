alter schema app owner to shop;

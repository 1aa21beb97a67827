SELECT application, members FROM pool

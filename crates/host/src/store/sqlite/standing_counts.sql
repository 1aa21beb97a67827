SELECT product, standing, count(*) AS machines FROM machine GROUP BY product, standing

"""«Знаете ли вы коллег в лицо?»: the quiz on the live directory."""

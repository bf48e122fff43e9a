"""Questions that are answered by counting, adding and comparing what the tables of the documents hold, without a model.

A question goes through five steps, for each table that the search found; every word must be understood, or there is silence.

    "Which starters cost less than 5 euros?"                         a table with dish, category, price (EUR)
         |
      words   -> items        `items`: each word or phrase as what it may mean for this table; of several readings the longest,
         |                    then the surest. `headers`, `amounts`, `phrasings`, `asides` give readings, `vocabulary` knows the
         |                    columns, values and nouns of the table, `lexicon` and `adjectives` the words of English.
         |                       W which   V starters   C cost   > less than   N 5
         |
      items   -> conditions   `understanding` calls in turn: `bounds` joins numbers and dates to their columns, `filters` makes
         |                    values, yes and no, and "not" into conditions on rows.
         |                       W   f category is starter   f price < 5
         |
      the rest -> operation   `comparisons` (two rows), then `operations`: `ends` (superlatives), `counting`, `adding`, lists.
         |                    What no operation takes up leaves the question unanswered.
         |                       Reckoning("list", filters=...)
         |
      computation             `computing` calls `totals`, `choices`, `sides` or `groups`, exact, in decimals.
         |                       row 1
         |
      wording                 `found` and `wording`: the value, the working, the rows that count (cited one by one).
                                 "1 of 10 rows: Tomato soup, category Starter, price 4.50"

A table is read once (`tables` from the blocks of a document, `sheets` and `column_reading` its columns) and kept with its
vocabulary. `subjects` tells whether a question is about the rows or only about what they mention. `reckon` is the way in: of several tables the one is taken that the question names best, none where two are equal.
`asking` tells from the words alone whether a question asks for reckoning.
"""

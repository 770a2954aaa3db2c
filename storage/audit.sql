-- The checks across filings: each view `found_...` gives findings of one kind, `finding` all of them.
-- Columns: finding, deal, page_group, month, subject, message, figures (name to printed digits),
-- filings (accessions, the earlier first), places (the addresses of the figures).

CREATE OR REPLACE MACRO half_unit(decimals) AS CAST('0.' || repeat('0', CAST(decimals AS INTEGER)) || '5' AS DECIMAL(38, 12));
CREATE OR REPLACE MACRO decimals(digits) AS length(split_part(digits, '.', 2));
-- Two prints of one figure are equal up to the digits that the coarser print omits.
CREATE OR REPLACE MACRO rounding(one, other) AS
    CASE WHEN decimals(one) = decimals(other) THEN 0
    ELSE half_unit(least(decimals(one), decimals(other))) END;
CREATE OR REPLACE MACRO place(accession, document, statement, lines) AS
    {'accession': accession, 'document': document, 'statement': statement, 'lines': lines};
-- A computed figure without the zeros that its type adds.
CREATE OR REPLACE MACRO short(figure) AS
    regexp_replace(CAST(CAST(figure AS DECIMAL(38, 12)) AS VARCHAR), '\.?0+$', '');
CREATE OR REPLACE MACRO in_month(month) AS strftime(month, '%Y-%m');

-- Nearly every check scans the views of statements, so they are stored as tables.
CREATE OR REPLACE TEMP TABLE dated AS FROM dated_statement;
CREATE OR REPLACE TEMP TABLE latest AS FROM latest_statement;

-- Months

CREATE OR REPLACE VIEW found_missing_month AS
WITH span AS (
    SELECT deal, page_group, min(month) AS first, max(month) AS last FROM latest GROUP BY ALL
), due AS (
    SELECT deal, page_group, CAST(unnest(generate_series(first, last, INTERVAL 1 MONTH)) AS DATE) AS month
    FROM span
), seen AS (  -- read or not
    SELECT deal, coalesce("group", '') AS page_group,
        CAST(date_trunc('month', distribution_date) AS DATE) AS month
    FROM statement
), around AS (
    SELECT due.*,
        (SELECT max_by(s, s.month) FROM latest s
         WHERE s.deal = due.deal AND s.page_group = due.page_group AND s.month < due.month) AS earlier,
        (SELECT min_by(s, s.month) FROM latest s
         WHERE s.deal = due.deal AND s.page_group = due.page_group AND s.month > due.month) AS later
    FROM due ANTI JOIN seen USING (deal, page_group, month)
)
SELECT 'missing_month' AS finding, deal, page_group, month, '' AS subject,
    'no statement of ' || in_month(month) || '; the one before is of ' || in_month(earlier.month)
        || ', the next of ' || in_month(later.month) AS message,
    MAP {} ::MAP(VARCHAR, VARCHAR) AS figures, [earlier.accession, later.accession] AS filings,
    [place(earlier.accession, earlier.document, earlier.statement, earlier.lines),
     place(later.accession, later.document, later.statement, later.lines)] AS places
FROM around;

-- A month's statement that no layout reads, of a deal whose statements a layout read the month before.
CREATE OR REPLACE VIEW found_layout_lost AS
WITH read_as AS (
    SELECT s.deal, coalesce(s."group", '') AS page_group, s.accession, s.document, s.statement, s.lines,
        CAST(date_trunc('month', s.distribution_date) AS DATE) AS month,
        nullif(s.layout, 'general') AS layout, s.layout AS read_by
    FROM statement s WHERE s.deal IS NOT NULL AND s.distribution_date IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY s.deal, page_group, month
        ORDER BY nullif(s.layout, 'general') IS NULL, s.layout IS NULL, s.accession DESC) = 1
), turned AS (
    SELECT *, lag(one) OVER (PARTITION BY deal, page_group ORDER BY month) AS earlier FROM read_as one
)
SELECT 'layout_lost' AS finding, deal, page_group, month, '' AS subject,
    'read by ' || earlier.layout || ' in ' || in_month(earlier.month) || ', '
        || CASE WHEN read_by IS NULL THEN 'not at all' ELSE 'by words and arithmetic alone' END || ' now' AS message,
    MAP {} ::MAP(VARCHAR, VARCHAR) AS figures, [earlier.accession, accession] AS filings,
    [place(earlier.accession, earlier.document, earlier.statement, earlier.lines),
     place(accession, document, statement, lines)] AS places
FROM turned WHERE layout IS NULL AND earlier.layout IS NOT NULL;

CREATE OR REPLACE VIEW found_filed_twice AS
SELECT 'filed_twice' AS finding, deal, page_group, month, '' AS subject,
    count(*) || ' statements of ' || in_month(month) || ' that are not amendments: '
        || string_agg(accession || ' filed ' || filed || CASE WHEN days > 1
            THEN ' and dated ' || distribution_date ELSE '' END, ', ' ORDER BY filed, accession, statement)
        AS message,
    MAP {} ::MAP(VARCHAR, VARCHAR) AS figures, list(DISTINCT accession ORDER BY accession) AS filings,
    list(place(accession, document, statement, lines) ORDER BY filed, accession, statement) AS places
FROM (
    SELECT one.*, count(DISTINCT distribution_date) OVER (PARTITION BY deal, page_group, month) AS days
    FROM dated one WHERE NOT is_amendment
)
GROUP BY deal, page_group, month HAVING count(DISTINCT content) > 1;

CREATE OR REPLACE VIEW found_amendment AS
SELECT 'amendment' AS finding, a.deal, a.page_group, a.month, a.accession AS subject,
    a.accession || ' (' || a.form || CASE WHEN a.revised THEN ', revised' ELSE '' END || ', filed ' || a.filed
        || ') ' || CASE WHEN count(o.accession) = 0
        THEN 'amends a statement of ' || in_month(a.month) || ' that is not in the zone'
        ELSE 'supersedes ' || string_agg(o.accession || ' filed ' || o.filed || CASE
            WHEN o.distribution_date != a.distribution_date
            THEN ', dated ' || o.distribution_date || ' there and ' || a.distribution_date || ' in the amendment'
            ELSE '' END, ', ' ORDER BY o.filed, o.accession)
        END AS message,
    MAP {} ::MAP(VARCHAR, VARCHAR) AS figures,
    list_append(coalesce(list(o.accession ORDER BY o.filed, o.accession) FILTER (o.accession IS NOT NULL), []),
        a.accession) AS filings,
    list_append(coalesce(list(place(o.accession, o.document, o.statement, o.lines) ORDER BY o.filed, o.accession)
        FILTER (o.accession IS NOT NULL), []), place(a.accession, a.document, a.statement, a.lines)) AS places
FROM dated a LEFT JOIN dated o
    ON o.deal = a.deal AND o.page_group = a.page_group AND o.month = a.month AND o.accession != a.accession
    AND (NOT o.is_amendment OR (o.filed, o.accession) < (a.filed, a.accession))
WHERE a.is_amendment
GROUP BY a.deal, a.page_group, a.month, a.distribution_date, a.accession, a.document, a.statement, a.lines,
    a.form, a.filed, a.revised
-- The only statement of a month may say that it is revised: the earlier version need not have been filed.
HAVING count(o.accession) > 0 OR a.form LIKE '%/A';

CREATE OR REPLACE VIEW found_same_content AS
SELECT 'same_content' AS finding, deal, page_group, month, '' AS subject,
    'the same page, byte for byte: '
        || string_agg(accession || ' filed ' || filed, ', ' ORDER BY filed, accession) AS message,
    MAP {} ::MAP(VARCHAR, VARCHAR) AS figures, list(accession ORDER BY filed, accession) AS filings,
    list(place(accession, document, statement, lines) ORDER BY filed, accession) AS places
FROM dated
GROUP BY deal, page_group, month, content HAVING count(DISTINCT accession) > 1;

-- The same classes under two deals: one of the same CUSIP or, where none is printed, all of the same names
-- and balances; a single equal class may be a coincidence, as a residual's 100.00.
CREATE OR REPLACE VIEW found_two_deals AS
WITH classes AS (
    SELECT s.*, coalesce(
        list(t.cusip ORDER BY t.cusip) FILTER (t.cusip IS NOT NULL),
        CASE WHEN sum(t.ending_balance) > 0 THEN [string_agg(
            concat_ws(' ', t.class_name, t.beginning_balance, t.ending_balance), ', ' ORDER BY t.tranche)]
        END) AS marks
    FROM dated s JOIN tranche t USING (accession, document, statement) GROUP BY ALL
), marked AS (
    SELECT * EXCLUDE (marks), unnest(marks) AS mark FROM classes
)
SELECT 'two_deals' AS finding, one.deal, one.page_group, one.month, other.deal AS subject,
    one.deal || ' and ' || other.deal || ' share classes in ' || in_month(one.month) || ': '
        || string_agg(DISTINCT one.mark, ', ' ORDER BY one.mark) AS message,
    MAP {} ::MAP(VARCHAR, VARCHAR) AS figures,
    CASE WHEN one.accession = other.accession THEN [one.accession] ELSE [one.accession, other.accession] END
        AS filings,
    [place(one.accession, one.document, one.statement, one.lines),
     place(other.accession, other.document, other.statement, other.lines)] AS places
FROM marked one JOIN marked other
    ON one.mark = other.mark AND one.month = other.month AND one.deal < other.deal
GROUP BY one.deal, one.page_group, one.month, other.deal, one.accession, one.document, one.statement,
    one.lines, other.accession, other.document, other.statement, other.lines;

-- Classes

-- The classes with the columns for the checks below, stored because every check scans them twice.
-- `turn` counts the deal's statements, `own_turn` those that the class is in; `..._digits` are as printed.
CREATE OR REPLACE TEMP TABLE class_turn AS
WITH printed AS (  -- the digits first: the windows below would hold whole lines in memory
    SELECT deal, page_group, month, class_key, coalesce(class_name, class_key) AS name,
        accession, document, statement, lines, beginning_balance, ending_balance,
        CASE WHEN factor_source = 'printed' THEN factor END AS factor, realized_loss, cumulative_realized_loss,
        original_balance, revised, layout,
        -- The increase of the balance that the page prints: interest added to it, as deferred interest or
        -- (accreting classes) as negative principal, and a recovery that writes it up, a negative loss.
        greatest(0, coalesce(deferred_interest, 0)) + greatest(0, -coalesce(principal, 0))
            + greatest(0, -coalesce(realized_loss, 0)) AS added,
        line ->> '$.beginning_balance' AS beginning_digits, line ->> '$.ending_balance' AS ending_digits,
        line ->> '$.original_balance' AS original_digits,
        line ->> '$.factor' AS factor_digits, line ->> '$.cumulative_realized_loss' AS loss_digits,
        coalesce(notional, false) OR regexp_matches(concat_ws(' ', class_name, class_type),
            '(?i)variable (fund|pay)|revolv|\bVFN?\b|\bVPRN\b') AS may_rise,
        coalesce(notional, false) AS is_notional
    FROM class_history
)
SELECT *, dense_rank() OVER (PARTITION BY deal, page_group ORDER BY month) AS turn,
    dense_rank() OVER (PARTITION BY deal, page_group, class_key ORDER BY month) AS own_turn
FROM printed;

-- A class and its previous print, which may be more than a month earlier.
CREATE OR REPLACE VIEW class_step AS
SELECT later, earlier, later.month = earlier.month + INTERVAL 1 MONTH AS is_next,
    later.layout IS DISTINCT FROM earlier.layout AS has_moved,
    -- One revised and the other not: statements of before and after a correction are mixed.
    CASE WHEN later.revised = earlier.revised THEN '' ELSE '; of the two statements only that of '
        || in_month(CASE WHEN later.revised THEN later.month ELSE earlier.month END)
        || ' says that it is revised' END AS mixed
FROM class_turn later JOIN class_turn earlier
    ON later.deal = earlier.deal AND later.page_group = earlier.page_group
    AND later.class_key = earlier.class_key AND later.own_turn = earlier.own_turn + 1;

-- For a strip, one layout prints the notional balance and another prints 0.
CREATE OR REPLACE MACRO prints_no_notional(later, earlier, has_moved, now, before) AS
    has_moved AND (later.is_notional OR earlier.is_notional) AND (now = 0 OR before = 0);

CREATE OR REPLACE VIEW found_carry_over AS
SELECT 'carry_over' AS finding, later.deal, later.page_group, later.month, later.name AS subject,
    'class ' || later.name || ' begins ' || in_month(later.month) || ' with ' || began
        || ' and ended the month before with ' || ended || mixed AS message,
    MAP {'beginning_balance': began, 'ending_balance_before': ended,
        'difference': short(later.beginning_balance - earlier.ending_balance)} AS figures,
    [earlier.accession, later.accession] AS filings,
    [place(earlier.accession, earlier.document, earlier.statement, earlier.lines),
     place(later.accession, later.document, later.statement, later.lines)] AS places
FROM (SELECT *, later.beginning_digits AS began, earlier.ending_digits AS ended FROM class_step)
WHERE is_next AND abs(later.beginning_balance - earlier.ending_balance) > rounding(began, ended)
    AND NOT prints_no_notional(later, earlier, has_moved, later.beginning_balance, earlier.ending_balance);

-- A class's original balance changes only by a correction, and for revolving notes by draws.
CREATE OR REPLACE VIEW found_original_balance_changed AS
SELECT 'original_balance_changed' AS finding, later.deal, later.page_group, later.month, later.name AS subject,
    'class ' || later.name || ' has an original balance of ' || now || ' in ' || in_month(later.month)
        || ' and of ' || before || ' in ' || in_month(earlier.month) || mixed AS message,
    MAP {'original_balance': now, 'original_balance_before': before,
        'difference': short(later.original_balance - earlier.original_balance)} AS figures,
    [earlier.accession, later.accession] AS filings,
    [place(earlier.accession, earlier.document, earlier.statement, earlier.lines),
     place(later.accession, later.document, later.statement, later.lines)] AS places
FROM (SELECT *, later.original_digits AS now, earlier.original_digits AS before FROM class_step)
WHERE abs(later.original_balance - earlier.original_balance) > rounding(now, before)
    AND (later.is_notional OR NOT later.may_rise)
    AND NOT prints_no_notional(later, earlier, has_moved, later.original_balance, earlier.original_balance);

-- Balance and factor are one figure; the check uses the printed factor if both months have it. Revolving notes
-- rise by their nature, notional balances by their definition; others by what the page says was added, and
-- by no more than that, each of the figures rounded. The additions of a missing month are unknown.
CREATE OR REPLACE VIEW found_factor_rose AS
SELECT 'factor_rose' AS finding, later.deal, later.page_group, later.month, later.name AS subject,
    'class ' || later.name || ' has a ' || what || ' of ' || now || ' in ' || in_month(later.month)
        || ', up from ' || before || CASE WHEN is_next THEN '' ELSE ' in ' || in_month(earlier.month) END
        || CASE WHEN later.added > 0 THEN ', and the page explains ' || short(later.added) || ' of it'
        ELSE ', and no interest was deferred' END AS message,
    MAP {what: now, what || ' before': before} AS figures, [earlier.accession, later.accession] AS filings,
    [place(earlier.accession, earlier.document, earlier.statement, earlier.lines),
     place(later.accession, later.document, later.statement, later.lines)] AS places
FROM (SELECT *, CASE WHEN by_factor THEN 'factor' ELSE 'balance' END AS what,
        CASE WHEN by_factor THEN later.factor_digits ELSE later.ending_digits END AS now,
        CASE WHEN by_factor THEN earlier.factor_digits ELSE earlier.ending_digits END AS before
      FROM (SELECT *, later.added <= 0 AND later.factor IS NOT NULL AND earlier.factor IS NOT NULL AS by_factor
            FROM class_step))
WHERE NOT later.may_rise AND CAST(now AS DECIMAL(38, 12)) - CAST(before AS DECIMAL(38, 12)) > CASE
    WHEN later.added <= 0 THEN rounding(now, before)
    ELSE later.added + 5 * half_unit(least(decimals(now), decimals(before))) END
    AND (is_next OR later.added <= 0 AND earlier.added <= 0);

CREATE OR REPLACE VIEW found_class_vanished AS
SELECT 'class_vanished' AS finding, c.deal, c.page_group, n.month, c.name AS subject,
    'class ' || c.name || ' is in the statement of ' || in_month(c.month) || ' and not in that of '
        || in_month(n.month) || CASE WHEN c.ending_balance = 0 THEN '; it had been paid off' ELSE '' END AS message,
    MAP {'ending_balance_before': c.ending_digits} AS figures, [c.accession, n.accession] AS filings,
    [place(c.accession, c.document, c.statement, c.lines)] AS places
FROM class_turn c
JOIN (SELECT DISTINCT deal, page_group, turn, month, accession FROM class_turn) n
    ON n.deal = c.deal AND n.page_group = c.page_group AND n.turn = c.turn + 1
ANTI JOIN class_turn k ON k.deal = c.deal AND k.page_group = c.page_group AND k.turn = c.turn + 1
    AND k.class_key = c.class_key;

CREATE OR REPLACE VIEW found_class_appeared AS
SELECT 'class_appeared' AS finding, c.deal, c.page_group, c.month, c.name AS subject,
    'class ' || c.name || ' is in the statement of ' || in_month(c.month) || ' and not in that of '
        || in_month(n.month) AS message,
    MAP {'beginning_balance': c.beginning_digits} AS figures, [n.accession, c.accession] AS filings,
    [place(c.accession, c.document, c.statement, c.lines)] AS places
FROM class_turn c
JOIN (SELECT DISTINCT deal, page_group, turn, month, accession FROM class_turn) n
    ON n.deal = c.deal AND n.page_group = c.page_group AND n.turn = c.turn - 1
ANTI JOIN class_turn k ON k.deal = c.deal AND k.page_group = c.page_group AND k.turn = c.turn - 1
    AND k.class_key = c.class_key;

-- Losses

-- Every running total of losses, by its subject, with the recoveries that its statement prints. The
-- totals of a class table are checked only if the classes print none.
CREATE OR REPLACE VIEW running_loss AS
WITH recovered AS (
    SELECT accession, document, statement, "group", loss_type, sum(value) AS value FROM amount
    WHERE name = 'recoveries_current_month' GROUP BY ALL
), of_statement AS (
    SELECT accession, document, statement, sum(value) AS value FROM recovered GROUP BY ALL
)
SELECT c.deal, c.page_group, c.month, 'class ' || c.class_key AS loss_key, c.name AS subject,
    'the cumulative loss of class ' || c.name AS words, c.accession, c.document, c.statement, c.lines,
    c.cumulative_realized_loss AS loss, c.loss_digits AS digits,
    greatest(0, -coalesce(c.realized_loss, 0)) + greatest(0, coalesce(r.value, 0)) AS recoveries
FROM class_turn c LEFT JOIN of_statement r USING (accession, document, statement)
WHERE c.cumulative_realized_loss IS NOT NULL
UNION ALL
SELECT s.deal, s.page_group, s.month, 'total ' || coalesce(t."group", ''), 'total', 'the total cumulative loss',
    s.accession, s.document, s.statement, t.lines, t.cumulative_realized_loss,
    t.line ->> '$.cumulative_realized_loss',
    greatest(0, -coalesce(t.realized_loss, 0)) + greatest(0, coalesce(r.value, 0))
FROM latest s JOIN total t USING (accession, document, statement)
LEFT JOIN of_statement r USING (accession, document, statement)
ANTI JOIN (SELECT accession, document, statement FROM tranche WHERE cumulative_realized_loss IS NOT NULL) c
    USING (accession, document, statement)
WHERE t.cumulative_realized_loss IS NOT NULL
UNION ALL
SELECT s.deal, s.page_group, s.month,
    concat_ws('/', 'amount', a."group", a.class_name, a."column", a.loss_type),
    concat_ws(' ', a.loss_type, 'loss', 'group ' || a."group"),
    concat_ws(' ', 'the cumulative', a.loss_type, 'loss', 'of group ' || a."group"),
    s.accession, s.document, s.statement, a.lines, a.value, a.line ->> '$.value', greatest(0, coalesce(r.value, 0))
FROM latest s JOIN amount a USING (accession, document, statement)
LEFT JOIN recovered r ON r.accession = a.accession AND r.document = a.document AND r.statement = a.statement
    AND r."group" IS NOT DISTINCT FROM a."group" AND r.loss_type IS NOT DISTINCT FROM a.loss_type
WHERE a.name = 'cumulative_loss_ending' AND a.value IS NOT NULL;

-- A running total and its previous print, which may be more than a month earlier.
CREATE OR REPLACE VIEW loss_step AS
WITH turned AS (
    SELECT *, dense_rank() OVER (PARTITION BY deal, page_group, loss_key ORDER BY month) AS turn
    FROM running_loss
)
SELECT later, earlier, later.month = earlier.month + INTERVAL 1 MONTH AS is_next
FROM turned later JOIN turned earlier
    ON later.deal = earlier.deal AND later.page_group = earlier.page_group
    AND later.loss_key = earlier.loss_key AND later.turn = earlier.turn + 1;

CREATE OR REPLACE VIEW found_cumulative_loss_fell AS
SELECT 'cumulative_loss_fell' AS finding, later.deal, later.page_group, later.month, later.subject,
    later.words || ' falls from ' || earlier.digits
        || CASE WHEN is_next THEN '' ELSE ' in ' || in_month(earlier.month) END || ' to ' || later.digits
        || ' in ' || in_month(later.month) || '; the statement prints recoveries of '
        || CAST(later.recoveries AS DECIMAL(38, 2))
        || CASE WHEN is_next THEN '' ELSE ', those of the months between are not known' END AS message,
    MAP {'cumulative_loss': later.digits, 'cumulative_loss_before': earlier.digits} AS figures,
    [earlier.accession, later.accession] AS filings,
    [place(earlier.accession, earlier.document, earlier.statement, earlier.lines),
     place(later.accession, later.document, later.statement, later.lines)] AS places
FROM loss_step
WHERE earlier.loss - later.loss > later.recoveries + rounding(later.digits, earlier.digits);

-- One after the other, because all at once would need the memory of all.
CREATE OR REPLACE TEMP TABLE finding AS FROM found_missing_month;
INSERT INTO finding FROM found_layout_lost;
INSERT INTO finding FROM found_filed_twice;
INSERT INTO finding FROM found_amendment;
INSERT INTO finding FROM found_same_content;
INSERT INTO finding FROM found_two_deals;
INSERT INTO finding FROM found_carry_over;
INSERT INTO finding FROM found_original_balance_changed;
INSERT INTO finding FROM found_factor_rose;
INSERT INTO finding FROM found_class_vanished;
INSERT INTO finding FROM found_class_appeared;
INSERT INTO finding FROM found_cumulative_loss_fell;

-- Views over a landing zone for DuckDB, made by `make docs`; do not edit. Name the zone first:
--     SET VARIABLE zone = 'landing';
--     .read docs/views.sql

CREATE OR REPLACE VIEW lines AS
SELECT filename[-34:-28] AS filed_month, split_part(CAST(json AS VARCHAR), '"', 4) AS record,
    regexp_replace(CAST(json AS VARCHAR), '([a-z0-9_]":)(-?[0-9]+\.[0-9]+)', '\1"\2"', 'g') AS line
FROM read_json_objects(regexp_replace(getvariable('zone'), '([*?\[])', '[\1]', 'g')
    || '/records/filed=[0-9][0-9][0-9][0-9]-[0-9][0-9]/'
    || '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9].jsonl',
    format = 'newline_delimited', filename = true, hive_partitioning = false);

CREATE OR REPLACE VIEW "filing" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "form": "VARCHAR", "filed": "DATE", "period": "DATE", "items": "VARCHAR[]", "registrants": "STRUCT(\"cik\" VARCHAR, \"name\" VARCHAR, \"file_numbers\" VARCHAR[], \"role\" VARCHAR)[]", "issuing_entity": "VARCHAR", "depositor": "VARCHAR", "sponsor": "VARCHAR", "distribution_period_start": "DATE", "distribution_period_end": "DATE", "documents": "STRUCT(\"sequence\" BIGINT, \"type\" VARCHAR, \"filename\" VARCHAR, \"description\" VARCHAR, \"bytes\" BIGINT, \"sha256\" VARCHAR, \"layout\" VARCHAR, \"reason\" VARCHAR)[]", "url": "VARCHAR", "sha256": "VARCHAR", "incomplete": "VARCHAR", "statements": "BIGINT", "parser_version": "VARCHAR", "schema_version": "VARCHAR"}')), line
FROM lines WHERE record = 'filing';

CREATE OR REPLACE VIEW "statement" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "layout": "VARCHAR", "reason": "VARCHAR", "trust": "VARCHAR", "issuer": "VARCHAR", "group": "VARCHAR", "cutoff_date": "DATE", "determination_date": "DATE", "record_date": "DATE", "book_entry_record_date": "DATE", "definitive_record_date": "DATE", "variable_book_entry_record_date": "DATE", "fixed_book_entry_record_date": "DATE", "closing_date": "DATE", "first_distribution_date": "DATE", "printed_at": "VARCHAR", "revised": "BOOLEAN", "accrual_start": "DATE", "accrual_end": "DATE", "accrual_days": "BIGINT", "actual_accrual_start": "DATE", "actual_accrual_end": "DATE", "actual_accrual_days": "BIGINT", "asset_type": "VARCHAR", "trustee": "VARCHAR", "trustee_phone": "VARCHAR", "bond_administrator": "VARCHAR", "bond_administrator_phone": "VARCHAR", "master_servicer": "VARCHAR", "pool_number": "VARCHAR", "denomination": "BIGINT", "sections_not_applicable": "BIGINT[]", "delinquency_method": "VARCHAR", "comments": "VARCHAR", "signer": "VARCHAR", "signer_title": "VARCHAR", "derived": "STRUCT(\"interest_paid_ratio\" DECIMAL(38, 12))", "numbers": "STRUCT(\"found\" BIGINT, \"mapped\" BIGINT, \"ignored\" BIGINT, \"unmapped\" BIGINT, \"ignored_by\" MAP(VARCHAR, BIGINT))", "checks": "STRUCT(\"passed\" MAP(VARCHAR, BIGINT), \"failed\" MAP(VARCHAR, BIGINT), \"skipped\" MAP(VARCHAR, MAP(VARCHAR, BIGINT)))"}')), line
FROM lines WHERE record = 'statement';

CREATE OR REPLACE VIEW "tranche" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "tranche": "BIGINT", "class_name": "VARCHAR", "class_name_cut": "BOOLEAN", "cusip": "VARCHAR", "cusip_printed": "VARCHAR", "class_type": "VARCHAR", "rate_type": "VARCHAR", "day_count": "VARCHAR", "accrual_start": "DATE", "accrual_end": "DATE", "record_date": "DATE", "remic": "VARCHAR", "group": "VARCHAR", "notional": "BOOLEAN", "derived": "STRUCT(\"contract_rate_pct\" DECIMAL(38, 12))", "original_balance": "DECIMAL(38, 12)", "beginning_balance": "DECIMAL(38, 12)", "ending_balance": "DECIMAL(38, 12)", "pass_through_rate_pct": "DECIMAL(38, 12)", "principal": "DECIMAL(38, 12)", "interest": "DECIMAL(38, 12)", "total_distribution": "DECIMAL(38, 12)", "realized_loss": "DECIMAL(38, 12)", "interest_loss": "DECIMAL(38, 12)", "cumulative_realized_loss": "DECIMAL(38, 12)", "scheduled_principal": "DECIMAL(38, 12)", "acc_principal": "DECIMAL(38, 12)", "principal_adjustment": "DECIMAL(38, 12)", "net_principal": "DECIMAL(38, 12)", "accrued_interest": "DECIMAL(38, 12)", "unpaid_interest": "DECIMAL(38, 12)", "deferred_interest": "DECIMAL(38, 12)", "total_interest_due": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall": "DECIMAL(38, 12)", "interest_adjustment": "DECIMAL(38, 12)", "interest_shortfall": "DECIMAL(38, 12)", "factor": "DECIMAL(38, 12)", "security_pct": "DECIMAL(38, 12)", "beginning_factor": "DECIMAL(38, 12)", "percentage_interest_pct": "DECIMAL(38, 12)", "beginning_balance_per_1000": "DECIMAL(38, 12)", "principal_per_1000": "DECIMAL(38, 12)", "interest_per_1000": "DECIMAL(38, 12)", "interest_shortfall_per_1000": "DECIMAL(38, 12)", "total_per_1000": "DECIMAL(38, 12)", "deferred_interest_per_1000": "DECIMAL(38, 12)", "ending_balance_per_1000": "DECIMAL(38, 12)", "unscheduled_principal": "DECIMAL(38, 12)", "accretion": "DECIMAL(38, 12)", "principal_reduction": "DECIMAL(38, 12)", "principal_recovery": "DECIMAL(38, 12)", "beginning_interest_balance": "DECIMAL(38, 12)", "ending_interest_balance": "DECIMAL(38, 12)", "unpaid_shortfall_paid": "DECIMAL(38, 12)", "remaining_interest_shortfall": "DECIMAL(38, 12)", "interest_carryover_shortfall": "DECIMAL(38, 12)", "remaining_interest_carryover": "DECIMAL(38, 12)", "relief_act_shortfall": "DECIMAL(38, 12)", "other_income": "DECIMAL(38, 12)", "next_pass_through_rate_pct": "DECIMAL(38, 12)", "scheduled_principal_per_1000": "DECIMAL(38, 12)", "unscheduled_principal_per_1000": "DECIMAL(38, 12)", "accretion_per_1000": "DECIMAL(38, 12)", "principal_reduction_per_1000": "DECIMAL(38, 12)", "principal_recovery_per_1000": "DECIMAL(38, 12)", "realized_loss_per_1000": "DECIMAL(38, 12)", "interest_loss_per_1000": "DECIMAL(38, 12)", "beginning_interest_balance_per_1000": "DECIMAL(38, 12)", "ending_interest_balance_per_1000": "DECIMAL(38, 12)", "accrued_interest_per_1000": "DECIMAL(38, 12)", "unpaid_shortfall_paid_per_1000": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall_per_1000": "DECIMAL(38, 12)", "remaining_interest_shortfall_per_1000": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'tranche';

CREATE OR REPLACE VIEW "total" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "group": "VARCHAR", "remic": "VARCHAR", "original_balance": "DECIMAL(38, 12)", "beginning_balance": "DECIMAL(38, 12)", "ending_balance": "DECIMAL(38, 12)", "pass_through_rate_pct": "DECIMAL(38, 12)", "principal": "DECIMAL(38, 12)", "interest": "DECIMAL(38, 12)", "total_distribution": "DECIMAL(38, 12)", "realized_loss": "DECIMAL(38, 12)", "interest_loss": "DECIMAL(38, 12)", "cumulative_realized_loss": "DECIMAL(38, 12)", "scheduled_principal": "DECIMAL(38, 12)", "acc_principal": "DECIMAL(38, 12)", "principal_adjustment": "DECIMAL(38, 12)", "net_principal": "DECIMAL(38, 12)", "accrued_interest": "DECIMAL(38, 12)", "unpaid_interest": "DECIMAL(38, 12)", "deferred_interest": "DECIMAL(38, 12)", "total_interest_due": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall": "DECIMAL(38, 12)", "interest_adjustment": "DECIMAL(38, 12)", "interest_shortfall": "DECIMAL(38, 12)", "factor": "DECIMAL(38, 12)", "security_pct": "DECIMAL(38, 12)", "beginning_factor": "DECIMAL(38, 12)", "percentage_interest_pct": "DECIMAL(38, 12)", "beginning_balance_per_1000": "DECIMAL(38, 12)", "principal_per_1000": "DECIMAL(38, 12)", "interest_per_1000": "DECIMAL(38, 12)", "interest_shortfall_per_1000": "DECIMAL(38, 12)", "total_per_1000": "DECIMAL(38, 12)", "deferred_interest_per_1000": "DECIMAL(38, 12)", "ending_balance_per_1000": "DECIMAL(38, 12)", "unscheduled_principal": "DECIMAL(38, 12)", "accretion": "DECIMAL(38, 12)", "principal_reduction": "DECIMAL(38, 12)", "principal_recovery": "DECIMAL(38, 12)", "beginning_interest_balance": "DECIMAL(38, 12)", "ending_interest_balance": "DECIMAL(38, 12)", "unpaid_shortfall_paid": "DECIMAL(38, 12)", "remaining_interest_shortfall": "DECIMAL(38, 12)", "interest_carryover_shortfall": "DECIMAL(38, 12)", "remaining_interest_carryover": "DECIMAL(38, 12)", "relief_act_shortfall": "DECIMAL(38, 12)", "other_income": "DECIMAL(38, 12)", "next_pass_through_rate_pct": "DECIMAL(38, 12)", "scheduled_principal_per_1000": "DECIMAL(38, 12)", "unscheduled_principal_per_1000": "DECIMAL(38, 12)", "accretion_per_1000": "DECIMAL(38, 12)", "principal_reduction_per_1000": "DECIMAL(38, 12)", "principal_recovery_per_1000": "DECIMAL(38, 12)", "realized_loss_per_1000": "DECIMAL(38, 12)", "interest_loss_per_1000": "DECIMAL(38, 12)", "beginning_interest_balance_per_1000": "DECIMAL(38, 12)", "ending_interest_balance_per_1000": "DECIMAL(38, 12)", "accrued_interest_per_1000": "DECIMAL(38, 12)", "unpaid_shortfall_paid_per_1000": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall_per_1000": "DECIMAL(38, 12)", "remaining_interest_shortfall_per_1000": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'total';

CREATE OR REPLACE VIEW "pool" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "group": "VARCHAR", "cutoff_balance": "DECIMAL(38, 12)", "beginning_balance": "DECIMAL(38, 12)", "ending_balance": "DECIMAL(38, 12)", "beginning_loan_count": "BIGINT", "removed_loan_count": "BIGINT", "ending_loan_count": "BIGINT", "beginning_wac_pct": "DECIMAL(38, 12)", "ending_wac_pct": "DECIMAL(38, 12)", "beginning_net_wac_pct": "DECIMAL(38, 12)", "ending_net_wac_pct": "DECIMAL(38, 12)", "net_wac_pct": "DECIMAL(38, 12)", "wac_pct": "DECIMAL(38, 12)", "wam_months": "DECIMAL(38, 12)", "servicer_advances": "DECIMAL(38, 12)", "prepayments": "DECIMAL(38, 12)", "cpr_pct": "DECIMAL(38, 12)", "pool_factor_pct": "DECIMAL(38, 12)", "beginning_prefunding_balance": "DECIMAL(38, 12)", "ending_prefunding_balance": "DECIMAL(38, 12)", "principal_collections": "DECIMAL(38, 12)", "principal_draws": "DECIMAL(38, 12)", "net_principal_collections": "DECIMAL(38, 12)", "interest_collections": "DECIMAL(38, 12)", "additional_loans_revolving": "DECIMAL(38, 12)", "additional_loans_funding": "DECIMAL(38, 12)", "substitution_adjustment": "DECIMAL(38, 12)", "excess_cash": "DECIMAL(38, 12)", "collateral_description": "VARCHAR", "pass_through_rate_pct": "DECIMAL(38, 12)", "ending_actual_balance": "DECIMAL(38, 12)", "payment_constant": "DECIMAL(38, 12)", "unscheduled_principal": "DECIMAL(38, 12)", "scheduled_interest": "DECIMAL(38, 12)", "realized_loss": "DECIMAL(38, 12)", "cumulative_realized_loss": "DECIMAL(38, 12)", "cumulative_loss_pct": "DECIMAL(38, 12)", "prepayment_penalties": "DECIMAL(38, 12)", "special_servicing_fee": "DECIMAL(38, 12)", "class_a_optimal_amount": "DECIMAL(38, 12)", "premium_loans_balance": "DECIMAL(38, 12)", "original_loan_count": "BIGINT", "scheduled_principal": "DECIMAL(38, 12)", "curtailment_count": "BIGINT", "curtailments": "DECIMAL(38, 12)", "payoff_count": "BIGINT", "payoffs": "DECIMAL(38, 12)", "matured_count": "BIGINT", "matured_balance": "DECIMAL(38, 12)", "repurchase_count": "BIGINT", "repurchase_balance": "DECIMAL(38, 12)", "liquidation_count": "BIGINT", "liquidation_balance": "DECIMAL(38, 12)", "ending_modified_net_wac_pct": "DECIMAL(38, 12)", "beginning_wam_months": "DECIMAL(38, 12)", "net_wac_cap_pct": "DECIMAL(38, 12)", "cpr_3_month_pct": "DECIMAL(38, 12)", "cpr_6_month_pct": "DECIMAL(38, 12)", "cpr_12_month_pct": "DECIMAL(38, 12)", "cpr_life_pct": "DECIMAL(38, 12)", "derived": "STRUCT(\"interest_paid_ratio\" DECIMAL(38, 12))"}')), line
FROM lines WHERE record = 'pool';

CREATE OR REPLACE VIEW "delinquency" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "group": "VARCHAR", "status": "VARCHAR", "bucket": "VARCHAR", "label": "VARCHAR", "balance": "DECIMAL(38, 12)", "balance_pct": "DECIMAL(38, 12)", "actual_balance": "DECIMAL(38, 12)", "loan_count": "BIGINT", "loan_count_pct": "DECIMAL(38, 12)", "includes": "VARCHAR[]"}')), line
FROM lines WHERE record = 'delinquency';

CREATE OR REPLACE VIEW "credit_support" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "kind": "VARCHAR", "name": "VARCHAR", "group": "VARCHAR", "label": "VARCHAR", "original_balance": "DECIMAL(38, 12)", "original_share_pct": "DECIMAL(38, 12)", "current_balance": "DECIMAL(38, 12)", "current_share_pct": "DECIMAL(38, 12)", "class_pct": "DECIMAL(38, 12)", "prepayment_pct": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'credit_support';

CREATE OR REPLACE VIEW "amount" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "name": "VARCHAR", "label": "VARCHAR", "group": "VARCHAR", "class_name": "VARCHAR", "column": "VARCHAR", "section": "VARCHAR", "loss_type": "VARCHAR", "value": "DECIMAL(38, 12)", "unit": "VARCHAR"}')), line
FROM lines WHERE record = 'amount';

CREATE OR REPLACE VIEW "trigger" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "name": "VARCHAR", "label": "VARCHAR", "group": "VARCHAR", "current": "VARCHAR", "target": "VARCHAR", "unit": "VARCHAR", "result": "VARCHAR"}')), line
FROM lines WHERE record = 'trigger';

CREATE OR REPLACE VIEW "check" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "check": "VARCHAR", "level": "VARCHAR", "tranche": "BIGINT", "class_name": "VARCHAR", "group": "VARCHAR", "status": "VARCHAR", "bucket": "VARCHAR", "subject": "VARCHAR", "field": "VARCHAR", "expected": "VARCHAR", "printed": "VARCHAR", "difference": "DECIMAL(38, 12)", "tolerance": "DECIMAL(38, 12)", "message": "VARCHAR"}')), line
FROM lines WHERE record = 'check';

CREATE OR REPLACE VIEW "unmapped" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "section": "VARCHAR[]", "group": "VARCHAR", "label": "VARCHAR", "column": "VARCHAR", "text": "VARCHAR", "value": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'unmapped';

-- Views over the record kinds (tables or views `filing`, `statement`, `tranche`, ...) of a zone.

-- Statements that name their deal and date, with the filing they came in.
-- `page_group` is the group or class that a page covers alone, '' where it covers the deal.
-- `is_amendment`: by the form (8-K/A), or because the page says that it is revised.
-- `content` tells pages of the same bytes: the document's SHA-256 and the statement's place in it.
CREATE OR REPLACE VIEW dated_statement AS
SELECT s.accession, s.document, s.statement, s.deal, s.distribution_date,
    CAST(date_trunc('month', s.distribution_date) AS DATE) AS month,
    coalesce(s."group", '') AS page_group,
    f.form, f.filed, f.form LIKE '%/A' OR coalesce(s.revised, false) AS is_amendment,
    coalesce(s.revised, false) AS revised, s.printed_at, s.layout, s.lines, s.checks, s.numbers,
    list_filter(f.documents, lambda one: one.sequence = s.document)[1].sha256 || '/' || row_number() OVER (
        PARTITION BY s.accession, s.document ORDER BY s.statement) AS content
FROM statement s JOIN filing f USING (accession)
WHERE s.deal IS NOT NULL AND s.distribution_date IS NOT NULL AND s.layout IS NOT NULL;

-- The statement that counts for each deal, group and month: an amendment before what it amends, the one
-- filed last before those before it. By month and not by day: amendments correct dates too.
CREATE OR REPLACE VIEW latest_statement AS
SELECT * FROM dated_statement
QUALIFY row_number() OVER (
    PARTITION BY deal, page_group, month
    ORDER BY is_amendment DESC, filed DESC, revised DESC, printed_at DESC NULLS LAST,
        accession DESC, document DESC, statement DESC) = 1;

-- Classes of the statements that count. `class_key` is the class's identity over time: its CUSIP (the one
-- that its pages print for this name in other months, where a month prints none), else its name and its
-- place among those of that name, as names are cut ('A-III-' five times). One trustee prints 'I-A-1' where
-- another has 'IA1': a name is its letters and digits, unless that makes two names of a statement one.
-- `factor` is what is left of a dollar of original balance: as printed, else from the table per 1,000, else ending
-- over original balance.
CREATE OR REPLACE VIEW class_history AS
WITH placed AS (
    SELECT s.deal, s.page_group, s.month, s.form, s.filed, s.revised, s.layout,
        t.* EXCLUDE (deal, series, record),
        upper(regexp_replace(coalesce(t.class_name, ''), '[^A-Za-z0-9]', '', 'g')) AS bare_name,
        row_number() OVER (PARTITION BY t.accession, t.statement, t.class_name ORDER BY t.tranche) AS turn,
        CASE WHEN count(*) OVER (PARTITION BY t.accession, t.statement, t.cusip) = 1 THEN t.cusip END
            AS sole_cusip
    FROM latest_statement s JOIN tranche t USING (accession, document, statement)
), named AS (
    SELECT * EXCLUDE (bare_name, turn),
        CASE WHEN min(class_name) OVER same = max(class_name) OVER same THEN bare_name
            ELSE coalesce(class_name, '') END || '#' || turn AS name_key
    FROM placed WINDOW same AS (PARTITION BY accession, statement, bare_name)
), known AS (
    SELECT deal, page_group, name_key, min(sole_cusip) AS cusip FROM named GROUP BY ALL
    HAVING count(DISTINCT sole_cusip) = 1
)
SELECT named.* EXCLUDE (sole_cusip, name_key, factor),
    coalesce(sole_cusip, known.cusip, name_key) AS class_key,
    CAST(coalesce(factor, ending_balance_per_1000 / 1000, ending_balance / nullif(original_balance, 0))
        AS DECIMAL(38, 12)) AS factor,
    CASE WHEN factor IS NOT NULL THEN 'printed' WHEN ending_balance_per_1000 IS NOT NULL THEN 'per 1,000'
        WHEN ending_balance / nullif(original_balance, 0) IS NOT NULL THEN 'balance over original' END
        AS factor_source
FROM named LEFT JOIN known USING (deal, page_group, name_key);

-- Loan groups of the statements that count.
CREATE OR REPLACE VIEW pool_history AS
SELECT s.month, s.form, s.filed, p.* EXCLUDE (record)
FROM latest_statement s JOIN pool p USING (accession, document, statement);

-- Delinquency of each deal, loan group and month, a column a status and bucket: US dollars, numbers of loans
-- (`..._count`) and the percentages of the balance that the page prints (`..._pct`). What is not printed is null.
-- `includes` says whether the delinquent figures hold loans in foreclosure, bankruptcy or REO as well.
-- A table without a group is of all loans, and so is its `pool_ending_balance`.
CREATE OR REPLACE MACRO in_bucket(figure, status, bucket, wanted) AS
    max(figure) FILTER (status = 'delinquent' AND bucket = wanted);
CREATE OR REPLACE MACRO ninety_or_more(figure, status, bucket) AS
    sum(figure) FILTER (status = 'delinquent' AND bucket NOT IN ('current', '0-29', '30-59', '60-89', 'total'));
-- A status's printed total, else its buckets added up.
CREATE OR REPLACE MACRO in_status(figure, status, bucket, wanted) AS
    coalesce(max(figure) FILTER (status = wanted AND bucket = 'total'),
        sum(figure) FILTER (status = wanted AND bucket <> 'current'));
CREATE OR REPLACE VIEW delinquency_by_month AS
WITH group_balance AS (
    SELECT accession, document, statement, "group", any_value(ending_balance) AS ending_balance
    FROM pool GROUP BY ALL
), whole_balance AS (
    SELECT accession, document, statement, sum(ending_balance) AS ending_balance
    FROM group_balance GROUP BY ALL HAVING count(*) = count(ending_balance)
)
SELECT s.month, s.form, s.filed, d.accession, d.deal, d.distribution_date, d."group",
    in_bucket(d.balance, status, bucket, '30-59') AS delinquent_30_59,
    in_bucket(d.balance, status, bucket, '60-89') AS delinquent_60_89,
    ninety_or_more(d.balance, status, bucket) AS delinquent_90_or_more,
    in_status(d.balance, status, bucket, 'delinquent') AS delinquent,
    in_status(d.balance, status, bucket, 'foreclosure') AS foreclosure,
    in_status(d.balance, status, bucket, 'bankruptcy') AS bankruptcy,
    in_status(d.balance, status, bucket, 'reo') AS reo,
    in_bucket(d.loan_count, status, bucket, '30-59') AS delinquent_30_59_count,
    in_bucket(d.loan_count, status, bucket, '60-89') AS delinquent_60_89_count,
    ninety_or_more(d.loan_count, status, bucket) AS delinquent_90_or_more_count,
    in_status(d.loan_count, status, bucket, 'delinquent') AS delinquent_count,
    in_status(d.loan_count, status, bucket, 'foreclosure') AS foreclosure_count,
    in_status(d.loan_count, status, bucket, 'bankruptcy') AS bankruptcy_count,
    in_status(d.loan_count, status, bucket, 'reo') AS reo_count,
    in_bucket(d.balance_pct, status, bucket, '30-59') AS delinquent_30_59_pct,
    in_bucket(d.balance_pct, status, bucket, '60-89') AS delinquent_60_89_pct,
    ninety_or_more(d.balance_pct, status, bucket) AS delinquent_90_or_more_pct,
    in_status(d.balance_pct, status, bucket, 'delinquent') AS delinquent_pct,
    in_status(d.balance_pct, status, bucket, 'foreclosure') AS foreclosure_pct,
    in_status(d.balance_pct, status, bucket, 'bankruptcy') AS bankruptcy_pct,
    in_status(d.balance_pct, status, bucket, 'reo') AS reo_pct,
    any_value(d.includes) AS includes,
    coalesce(any_value(p.ending_balance), any_value(w.ending_balance) FILTER (d."group" IS NULL))
        AS pool_ending_balance
FROM latest_statement s JOIN delinquency d USING (accession, document, statement)
LEFT JOIN group_balance p ON p.accession = d.accession AND p.document = d.document AND p.statement = d.statement
    AND p."group" IS NOT DISTINCT FROM d."group"
LEFT JOIN whole_balance w ON w.accession = d.accession AND w.document = d.document AND w.statement = d.statement
GROUP BY s.month, s.form, s.filed, d.accession, d.document, d.statement, d.deal, d.distribution_date, d."group";


-- The analyst's measures, over the statements that count. Each measure that a page does not print is computed
-- here and has a `..._reason` where it is null; docs/measures.md has units, signs, formulas and sources.

CREATE OR REPLACE MACRO share_pct(part, whole) AS
    CASE WHEN whole <> 0 THEN CAST(100 * CAST(part AS DOUBLE) / CAST(whole AS DOUBLE) AS DECIMAL(18, 8)) END;
-- The sum where every term is known, else null: a sum of what happens to be printed would be too small.
CREATE OR REPLACE MACRO whole_sum(term, wanted := true) AS
    CASE WHEN count(*) FILTER (wanted) = count(term) FILTER (wanted) THEN sum(term) FILTER (wanted) END;

-- The statements of a deal's month: that of the whole deal where there is one, else those of its groups.
CREATE OR REPLACE VIEW deal_statement AS
SELECT * FROM latest_statement
QUALIFY page_group = '' OR NOT bool_or(page_group = '') OVER (PARTITION BY deal, month);

-- One row for each deal and month of the pools: the line of all loans where there is one, else its groups.
CREATE OR REPLACE VIEW deal_pool AS
WITH own AS (
    SELECT s.deal, s.month, s.page_group, p.* EXCLUDE (deal)
    FROM deal_statement s JOIN pool p USING (accession, document, statement)
    QUALIFY p."group" IS NULL OR NOT bool_or(p."group" IS NULL) OVER (PARTITION BY s.deal, s.month, s.page_group)
)
SELECT deal, month,
    whole_sum(beginning_balance) AS pool_beginning_balance, whole_sum(ending_balance) AS pool_ending_balance,
    whole_sum(beginning_loan_count) AS beginning_loan_count, whole_sum(ending_loan_count) AS ending_loan_count,
    whole_sum(prepayments) AS prepayments, whole_sum(liquidation_balance) AS liquidated_balance
FROM own GROUP BY deal, month;

-- Prepayment speeds. scheduled = beginning - ending - prepayments; SMM = prepayments / (beginning - scheduled).
CREATE OR REPLACE VIEW prepayment_speed AS
WITH monthly AS (
    SELECT *, pool_ending_balance + prepayments AS at_risk,
        CASE WHEN prepayments IS NULL THEN 'prepayments are not printed'
            WHEN pool_beginning_balance IS NULL OR pool_ending_balance IS NULL
                THEN 'the pool''s balances are not printed'
            WHEN pool_ending_balance + prepayments <= 0 THEN 'the pool is paid off'
            WHEN prepayments < 0 THEN 'prepayments are negative' END AS reason
    FROM deal_pool
), smm AS (
    SELECT *, CASE WHEN reason IS NULL THEN CAST(prepayments AS DOUBLE) / CAST(at_risk AS DOUBLE) END AS smm
    FROM monthly
), quarter AS (
    SELECT *,
        count(smm) OVER three AS known, min(month) OVER three AS first,
        product(1 - smm) OVER three AS kept
    FROM smm WINDOW three AS (PARTITION BY deal ORDER BY month ROWS 2 PRECEDING)
)
SELECT deal, month, pool_beginning_balance, pool_ending_balance, beginning_loan_count, ending_loan_count, prepayments,
    liquidated_balance, CAST(100 * smm AS DECIMAL(18, 8)) AS smm_pct,
    CAST(100 * (1 - pow(1 - smm, 12)) AS DECIMAL(18, 8)) AS cpr_pct,
    reason AS cpr_reason,
    CASE WHEN known = 3 AND first = month - INTERVAL 2 MONTH
        THEN CAST(100 * (1 - pow(kept, 4)) AS DECIMAL(18, 8)) END AS cpr_3_months_pct,
    CASE WHEN reason IS NOT NULL THEN reason
        WHEN known < 3 OR first <> month - INTERVAL 2 MONTH
            THEN 'a month of the last three is missing or has no speed' END AS cpr_3_months_reason
FROM quarter;

-- Losses of a deal's month. `cumulative_loss_source` says which of three places prints the running total;
-- `is_net` whether recoveries are taken off it.
CREATE OR REPLACE VIEW loss_history AS
WITH of_classes AS (
    SELECT s.deal, s.month, sum(t.realized_loss) AS loss, whole_sum(t.cumulative_realized_loss) AS cumulative
    FROM deal_statement s JOIN tranche t USING (accession, document, statement) GROUP BY ALL
), of_total AS (
    SELECT s.deal, s.month, whole_sum(t.realized_loss) AS loss, whole_sum(t.cumulative_realized_loss) AS cumulative
    FROM deal_statement s JOIN total t USING (accession, document, statement)
    WHERE t."group" IS NULL OR t.cumulative_realized_loss IS NOT NULL GROUP BY ALL
), by_type AS (
    SELECT s.deal, s.month, sum(a.value) FILTER (a.name = 'loss_current_month') AS loss,
        sum(a.value) FILTER (a.name = 'recoveries_current_month') AS recoveries,
        sum(a.value) FILTER (a.name = 'cumulative_loss_ending') AS cumulative
    FROM deal_statement s JOIN amount a USING (accession, document, statement)
    WHERE a.name IN ('loss_current_month', 'recoveries_current_month', 'cumulative_loss_ending') GROUP BY ALL
)
SELECT d.deal, d.month,
    coalesce(k.loss, t.loss, c.loss) AS realized_loss, k.recoveries,
    coalesce(k.cumulative, t.cumulative, c.cumulative) AS cumulative_loss,
    CASE WHEN k.cumulative IS NOT NULL THEN 'loss table' WHEN t.cumulative IS NOT NULL THEN 'class totals'
        WHEN c.cumulative IS NOT NULL THEN 'classes' END AS cumulative_loss_source,
    CASE WHEN k.cumulative IS NOT NULL THEN k.recoveries IS NOT NULL
        WHEN coalesce(t.cumulative, c.cumulative) IS NOT NULL THEN false END AS is_net,
    CASE WHEN coalesce(k.cumulative, t.cumulative, c.cumulative) IS NULL
        THEN 'no running total of losses is printed' END AS cumulative_loss_reason
FROM (SELECT DISTINCT deal, month FROM deal_statement) d
LEFT JOIN of_classes c USING (deal, month) LEFT JOIN of_total t USING (deal, month)
LEFT JOIN by_type k USING (deal, month);

-- Overcollateralization and its target, one row a deal, month and group of the page.
CREATE OR REPLACE VIEW overcollateralization AS
SELECT s.deal, s.month, s.page_group, s.distribution_date, s.accession, s.document, s.statement,
    any_value(a.value) FILTER (a.name = 'overcollateralization_beginning') AS beginning,
    any_value(a.value) FILTER (a.name = 'overcollateralization_change') AS change,
    coalesce(any_value(a.value) FILTER (a.name = 'overcollateralization_ending'),
        any_value(a.value) FILTER (a.name = 'overcollateralization_outstanding')) AS ending,
    any_value(a.value) FILTER (a.name = 'overcollateralization_target') AS target,
    ending - target AS above_target
FROM deal_statement s JOIN amount a USING (accession, document, statement)
WHERE a.name LIKE 'overcollateralization_%'
GROUP BY ALL;

-- What stands below each class: the balances of the classes with a lower claim, by the names that first-lien
-- deals give them (A and R before M before B, each by its number). Null with a reason where a name is none of
-- these: the page does not say which classes take losses first.
CREATE OR REPLACE VIEW class_enhancement AS
WITH ranked AS (
    SELECT deal, month, page_group, class_key, class_name, ending_balance,
        CASE WHEN regexp_matches(class_name, '^(A|R|PO|P|IO|X|NB|CB)(-|\d|$)') THEN 0
            WHEN regexp_matches(class_name, '^(I-|II-|III-)?M-?\d+$')
                THEN 100 + CAST(regexp_extract(class_name, '(\d+)$', 1) AS INTEGER)
            WHEN regexp_matches(class_name, '^(I-|II-|III-)?B-?\d+$')
                THEN 1000 + CAST(regexp_extract(class_name, '(\d+)$', 1) AS INTEGER) END AS rank
    FROM class_history WHERE NOT notional
), known AS (
    SELECT *, count(*) FILTER (rank IS NULL) OVER deal_month AS unranked,
        count(*) FILTER (ending_balance IS NULL) OVER deal_month AS without_balance,
        sum(ending_balance) OVER deal_month AS whole
    FROM ranked WINDOW deal_month AS (PARTITION BY deal, month)
)
SELECT one.deal, one.month, one.page_group, one.class_key, one.class_name, one.ending_balance,
    CASE WHEN unranked = 0 AND without_balance = 0 AND whole > 0
        THEN share_pct(coalesce((SELECT sum(below.ending_balance) FROM ranked below
            WHERE below.deal = one.deal AND below.month = one.month AND below.rank > one.rank), 0), whole)
        END AS enhancement_below_pct,
    CASE WHEN unranked > 0 THEN 'the names do not tell the order of all classes'
        WHEN without_balance > 0 THEN 'a class has no ending balance'
        WHEN whole = 0 THEN 'all classes are paid off' END AS enhancement_below_reason
FROM known one;

-- Loans 60 days and more behind, in foreclosure, in bankruptcy or owned by the trust, once each: statuses that
-- the page says its delinquent figures hold already (`includes`) are not added again.
CREATE OR REPLACE VIEW serious_delinquency AS
WITH own AS (
    SELECT s.deal, s.month, s.page_group, d.status, d.bucket, d.balance, d."group", d.includes
    FROM deal_statement s JOIN delinquency d USING (accession, document, statement)
    WHERE d.status <> 'all'
    QUALIFY d."group" IS NULL OR NOT bool_or(d."group" IS NULL) OVER (PARTITION BY s.deal, s.month, s.page_group)
), included AS (
    SELECT deal, month, coalesce(any_value(includes) FILTER (len(includes) > 0), []) AS includes
    FROM own GROUP BY ALL
), of_status AS (
    SELECT deal, month, page_group, "group", status,
        CASE WHEN status <> 'delinquent' THEN
            coalesce(any_value(balance) FILTER (bucket = 'total'), whole_sum(balance))
        ELSE whole_sum(balance, bucket NOT IN ('current', '0-29', '30-59', 'total')) END AS balance
    FROM own GROUP BY deal, month, page_group, "group", status
)
SELECT deal, month, includes,
    CASE WHEN bool_or(status = 'delinquent')
        THEN whole_sum(balance, NOT list_contains(includes, status)) END AS serious_balance,
    CASE WHEN NOT bool_or(status = 'delinquent') THEN 'no delinquency buckets are printed'
        WHEN whole_sum(balance, NOT list_contains(includes, status)) IS NULL
            THEN 'a bucket or status has no balance' END AS serious_reason
FROM of_status JOIN included USING (deal, month) GROUP BY deal, month, includes;

-- Each deal and month at a glance.
CREATE OR REPLACE VIEW deal_history AS
WITH statements AS (
    SELECT s.deal, s.month, max(s.distribution_date) AS distribution_date,
        list(DISTINCT s.accession ORDER BY s.accession) AS filings,
        string_agg(DISTINCT s.layout, ', ' ORDER BY s.layout) AS layout,
        sum(s.numbers.unmapped) AS unmapped_numbers,
        max(t.closing_date) AS closing_date, max(t.cutoff_date) AS cutoff_date
    FROM deal_statement s JOIN statement t USING (accession, document, statement) GROUP BY ALL
), worst AS (
    SELECT s.deal, s.month,
        max_by(c."level", CASE c."level" WHEN 'error' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END) AS worst_check,
        count(*) AS failed_checks
    FROM deal_statement s JOIN "check" c USING (accession, document, statement) GROUP BY ALL
), classes AS (
    SELECT deal, month, count(*) AS classes,
        whole_sum(original_balance, NOT notional) AS original_balance,
        whole_sum(beginning_balance, NOT notional) AS beginning_balance,
        whole_sum(ending_balance, NOT notional) AS ending_balance
    FROM class_history GROUP BY ALL
), enhancement AS (
    SELECT deal, month, whole_sum(ending) AS overcollateralization, whole_sum(target) AS overcollateralization_target
    FROM overcollateralization GROUP BY ALL
)
SELECT s.deal, s.month, s.distribution_date, s.layout, c.classes, c.original_balance, c.beginning_balance,
    c.ending_balance, share_pct(c.ending_balance, c.original_balance) AS remaining_pct,
    p.pool_beginning_balance, p.pool_ending_balance, p.beginning_loan_count, p.ending_loan_count,
    p.prepayments, p.smm_pct, p.cpr_pct, p.cpr_reason, p.cpr_3_months_pct,
    coalesce(p.cpr_3_months_reason, p.cpr_reason) AS cpr_3_months_reason,
    p.liquidated_balance,
    CASE WHEN p.pool_beginning_balance > 0 THEN CAST(100 * (1 - pow(1 - CAST(p.liquidated_balance AS DOUBLE)
        / CAST(p.pool_beginning_balance AS DOUBLE), 12)) AS DECIMAL(18, 8)) END AS cdr_pct,
    CASE WHEN p.liquidated_balance IS NULL THEN 'no liquidated balance is printed'
        WHEN coalesce(p.pool_beginning_balance, 0) <= 0 THEN 'the pool''s balance is not printed' END AS cdr_reason,
    share_pct(l.realized_loss, p.liquidated_balance) AS severity_pct,
    CASE WHEN p.liquidated_balance IS NULL THEN 'no liquidated balance is printed'
        WHEN p.liquidated_balance = 0 THEN 'nothing was liquidated'
        WHEN l.realized_loss IS NULL THEN 'the month''s loss is not printed' END AS severity_reason,
    d.serious_balance AS delinquent_60_or_more,
    share_pct(d.serious_balance, p.pool_ending_balance) AS delinquent_60_or_more_pct,
    CASE WHEN d.deal IS NULL THEN 'no delinquencies are printed' WHEN d.serious_reason IS NOT NULL THEN d.serious_reason
        WHEN p.pool_ending_balance IS NULL THEN 'the pool''s balance is not printed' END AS delinquent_60_or_more_reason,
    l.realized_loss, l.cumulative_loss, share_pct(l.cumulative_loss, c.original_balance) AS cumulative_loss_pct,
    CASE WHEN l.cumulative_loss_reason IS NOT NULL THEN l.cumulative_loss_reason
        WHEN c.original_balance IS NULL THEN 'the original balance of a class is not printed'
        END AS cumulative_loss_pct_reason,
    e.overcollateralization, e.overcollateralization_target,
    date_diff('month', coalesce(s.closing_date, s.cutoff_date), s.month) AS months_since_closing,
    CASE WHEN s.closing_date IS NOT NULL THEN 'closing date' WHEN s.cutoff_date IS NOT NULL THEN 'cut-off date'
        END AS months_since_closing_from,
    s.filings, s.unmapped_numbers, coalesce(w.failed_checks, 0) AS failed_checks, w.worst_check
FROM statements s LEFT JOIN classes c USING (deal, month) LEFT JOIN prepayment_speed p USING (deal, month)
LEFT JOIN loss_history l USING (deal, month) LEFT JOIN serious_delinquency d USING (deal, month)
LEFT JOIN enhancement e USING (deal, month) LEFT JOIN worst w USING (deal, month);

-- What the zone has of each deal's months, from its first to its last, and of statements that were not read.
CREATE OR REPLACE VIEW coverage AS
WITH months AS (
    SELECT deal, CAST(date_trunc('month', distribution_date) AS DATE) AS month,
        bool_or(layout IS NOT NULL AND layout <> 'general' AND numbers.unmapped = 0) AS whole,
        bool_or(layout IS NOT NULL AND layout <> 'general') AS by_layout,
        bool_or(layout = 'general') AS by_words,
        list(DISTINCT accession ORDER BY accession) AS filings,
        bool_or(f.form LIKE '%/A') AS amended
    FROM statement s JOIN filing f USING (accession)
    WHERE deal IS NOT NULL AND distribution_date IS NOT NULL GROUP BY ALL
), due AS (
    SELECT deal, CAST(unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH)) AS DATE) AS month
    FROM months GROUP BY deal
)
SELECT deal, month,
    CASE WHEN filings IS NULL THEN 'missing' WHEN whole THEN 'read whole'
        WHEN by_layout THEN 'read with unmapped numbers' WHEN by_words THEN 'general' ELSE 'unread' END AS status,
    coalesce(amended, false) AS amended, coalesce(filings, []) AS filings
FROM due LEFT JOIN months USING (deal, month);

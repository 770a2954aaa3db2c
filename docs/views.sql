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
    coalesce(s.revised, false) AS revised, s.printed_at, s.layout, s.lines, s.checks,
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
SELECT named.* EXCLUDE (sole_cusip, name_key),
    coalesce(sole_cusip, known.cusip, name_key) AS class_key
FROM named LEFT JOIN known USING (deal, page_group, name_key);

-- Loan groups of the statements that count.
CREATE OR REPLACE VIEW pool_history AS
SELECT s.month, s.form, s.filed, p.* EXCLUDE (record)
FROM latest_statement s JOIN pool p USING (accession, document, statement);

-- Delinquency of each deal, loan group and month; balances in US dollars, a bucket that is not printed is null.
-- `includes` says whether the delinquent figures hold loans in foreclosure, bankruptcy or REO as well.
-- A table without a group is of all loans, and so is its `pool_ending_balance`.
CREATE OR REPLACE VIEW delinquency_by_month AS
WITH group_balance AS (
    SELECT accession, document, statement, "group", any_value(ending_balance) AS ending_balance
    FROM pool GROUP BY ALL
), whole_balance AS (
    SELECT accession, document, statement, sum(ending_balance) AS ending_balance
    FROM group_balance GROUP BY ALL HAVING count(*) = count(ending_balance)
)
SELECT s.month, s.form, s.filed, d.accession, d.deal, d.distribution_date, d."group",
    max(d.balance) FILTER (status = 'delinquent' AND bucket = '30-59') AS delinquent_30_59,
    max(d.balance) FILTER (status = 'delinquent' AND bucket = '60-89') AS delinquent_60_89,
    sum(d.balance) FILTER (status = 'delinquent'
        AND bucket NOT IN ('current', '0-29', '30-59', '60-89', 'total')) AS delinquent_90_or_more,
    coalesce(max(d.balance) FILTER (status = 'delinquent' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'delinquent' AND bucket <> 'current')) AS delinquent,
    coalesce(max(d.balance) FILTER (status = 'foreclosure' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'foreclosure')) AS foreclosure,
    coalesce(max(d.balance) FILTER (status = 'bankruptcy' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'bankruptcy')) AS bankruptcy,
    coalesce(max(d.balance) FILTER (status = 'reo' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'reo')) AS reo,
    any_value(d.includes) AS includes,
    coalesce(any_value(p.ending_balance), any_value(w.ending_balance) FILTER (d."group" IS NULL))
        AS pool_ending_balance
FROM latest_statement s JOIN delinquency d USING (accession, document, statement)
LEFT JOIN group_balance p ON p.accession = d.accession AND p.document = d.document AND p.statement = d.statement
    AND p."group" IS NOT DISTINCT FROM d."group"
LEFT JOIN whole_balance w ON w.accession = d.accession AND w.document = d.document AND w.statement = d.statement
GROUP BY s.month, s.form, s.filed, d.accession, d.document, d.statement, d.deal, d.distribution_date, d."group";

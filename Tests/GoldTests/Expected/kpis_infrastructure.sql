CREATE TABLE "kpis_infrastructure" (
    "id" INTEGER PRIMARY KEY,
    "state" VARCHAR(2) NOT NULL,
    "infrastructure_type" VARCHAR(50) NOT NULL,
    "equipment_effectiveness" DOUBLE,
    "accident_reduction_rate" DOUBLE,
    "safety_improvement_score" DOUBLE,
    "recommendation" TEXT,
    "last_updated" TIMESTAMP,
    "accidents_with" BIGINT,
    "severe_with" BIGINT,
    "accidents_without" BIGINT,
    "severe_without" BIGINT,
    "odds_ratio" DOUBLE,
    "or_ci_low" DOUBLE,
    "or_ci_high" DOUBLE,
    "p_value" DOUBLE,
    "q_value" DOUBLE,
    "heterogeneity_p" DOUBLE
);
CREATE UNIQUE INDEX "kpis_infrastructure.idx_state_infra" ON "kpis_infrastructure" ("state", "infrastructure_type");
CREATE INDEX "kpis_infrastructure.idx_effectiveness" ON "kpis_infrastructure" ("equipment_effectiveness");

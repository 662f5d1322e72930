CREATE TABLE "kpis_temporal" (
    "id" INTEGER PRIMARY KEY,
    "period_type" TEXT NOT NULL CHECK ("period_type" IN ('hourly', 'daily', 'monthly', 'yearly')),
    "period_value" VARCHAR(20) NOT NULL,
    "state" VARCHAR(2) NOT NULL,
    "accident_count" BIGINT,
    "severity_avg" DOUBLE,
    "trend_direction" TEXT CHECK ("trend_direction" IN ('up', 'down', 'stable')),
    "seasonal_factor" DOUBLE,
    "last_updated" TIMESTAMP,
    "daily_average" DOUBLE,
    "is_partial" BOOLEAN
);
CREATE UNIQUE INDEX "kpis_temporal.idx_temporal_api" ON "kpis_temporal" ("period_type", "state", "period_value");
CREATE INDEX "kpis_temporal.idx_period" ON "kpis_temporal" ("period_type", "period_value");
CREATE INDEX "kpis_temporal.idx_state_period" ON "kpis_temporal" ("state", "period_type");

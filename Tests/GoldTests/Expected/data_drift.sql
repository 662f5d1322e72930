CREATE TABLE "data_drift" (
    "feature" VARCHAR(50) NOT NULL,
    "psi" DOUBLE,
    "js_distance" DOUBLE,
    "drift_level" TEXT CHECK ("drift_level" IN ('stable', 'moderate', 'major')),
    "reference_period" VARCHAR(20),
    "current_period" VARCHAR(20),
    "reference_count" BIGINT,
    "current_count" BIGINT,
    "reference_null_share" DOUBLE,
    "current_null_share" DOUBLE,
    PRIMARY KEY ("feature")
);

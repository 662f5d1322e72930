CREATE TABLE "ml_model_performance" (
    "id" INTEGER PRIMARY KEY,
    "model_name" VARCHAR(100) NOT NULL,
    "model_version" VARCHAR(50) NOT NULL,
    "accuracy" DOUBLE,
    "precision_score" DOUBLE,
    "recall_score" DOUBLE,
    "f1_score" DOUBLE,
    "feature_importance" JSON CHECK ("feature_importance" IS NULL OR json_valid("feature_importance")),
    "training_date" TIMESTAMP,
    "last_updated" TIMESTAMP,
    "evaluated_count" BIGINT,
    "baseline_accuracy" DOUBLE,
    "balanced_accuracy" DOUBLE,
    "per_class" JSON CHECK ("per_class" IS NULL OR json_valid("per_class")),
    "drift" JSON CHECK ("drift" IS NULL OR json_valid("drift")),
    "drift_detected" BOOLEAN,
    "retrain_recommended" BOOLEAN,
    "recommendation" TEXT
);
CREATE UNIQUE INDEX "ml_model_performance.idx_model_key" ON "ml_model_performance" ("model_name", "model_version");

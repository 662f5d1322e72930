CREATE TABLE "kpis_weather" (
    "state" VARCHAR(2) NOT NULL,
    "weather_category" VARCHAR(20) NOT NULL,
    "season" VARCHAR(10) NOT NULL,
    "accident_count" BIGINT,
    "severity_avg" DOUBLE,
    "severe_share" DOUBLE,
    "severe_share_ci_low" DOUBLE,
    "severe_share_ci_high" DOUBLE,
    "severity_distribution" JSON CHECK ("severity_distribution" IS NULL OR json_valid("severity_distribution")),
    "seasonal_factor" DOUBLE,
    "danger_ratio" DOUBLE,
    "avg_temperature" DOUBLE,
    "avg_humidity" DOUBLE,
    "avg_visibility" DOUBLE,
    "avg_wind_speed" DOUBLE,
    PRIMARY KEY ("state", "weather_category", "season")
);

CREATE TABLE "accidents_summary" (
    "id" VARCHAR(50) NOT NULL,
    "state" VARCHAR(2) NOT NULL,
    "city" VARCHAR(100),
    "severity" INT,
    "accident_date" DATE NOT NULL,
    "accident_hour" INT,
    "weather_category" VARCHAR(20),
    "temperature_category" VARCHAR(10),
    "infrastructure_count" INT,
    "safety_score" DOUBLE,
    "distance_miles" DOUBLE,
    PRIMARY KEY ("id", "accident_date")
);
CREATE INDEX "accidents_summary.idx_state_date" ON "accidents_summary" ("state", "accident_date");
CREATE INDEX "accidents_summary.idx_severity_weather" ON "accidents_summary" ("severity", "weather_category");
CREATE INDEX "accidents_summary.idx_location" ON "accidents_summary" ("state", "city");
CREATE INDEX "accidents_summary.idx_temporal" ON "accidents_summary" ("accident_date", "accident_hour");

CREATE TABLE "agg_weather" (
    "id" INTEGER PRIMARY KEY,
    "state" VARCHAR(2) NOT NULL,
    "weather_category" VARCHAR(20),
    "temperature_category" VARCHAR(10),
    "visibility_category" VARCHAR(10),
    "season" VARCHAR(10) NOT NULL,
    "accident_count" BIGINT NOT NULL,
    "severity_sum" BIGINT NOT NULL,
    "severity_1" BIGINT NOT NULL,
    "severity_2" BIGINT NOT NULL,
    "severity_3" BIGINT NOT NULL,
    "severity_4" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "agg_weather.idx_agg_weather_key" ON "agg_weather" ("state", COALESCE("weather_category", ''), COALESCE("temperature_category", ''), COALESCE("visibility_category", ''), "season");

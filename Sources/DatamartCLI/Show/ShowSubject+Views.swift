import Accidents
import Gold

extension ShowSubject {
    /// The rows to show, and their columns. `state` is in capitals; nil when none was named.
    func view(state: String?, period: ShowPeriod, top: Int) throws -> ShowView {
        let place = GoldValue.text(state ?? Country.code)
        var view: ShowView =
            switch self {
            case .security: try state == nil ? .states() : .places(place)
            case .temporal: try period == .hourly ? .hours(place) : .periods(place, period)
            case .weather: try .weather(place)
            case .infrastructure: try .infrastructure(place)
            case .hotspots: try .hotspots(state == Country.code ? nil : state)
            case .models: try .models()
            case .drift: try .drift()
            }
        view.query.limit = top
        return view
    }
}

extension ShowView {
    fileprivate static func states() throws -> ShowView {
        ShowView(
            query: try NamedQuery.statesByHotspotRank.query(),
            columns: [.count("rank", "hotspot_rank"), .text("state", "state")] + securityFigures)
    }

    /// A state and its cities.
    fileprivate static func places(_ state: GoldValue) throws -> ShowView {
        ShowView(
            query: try NamedQuery.placesOfState.query(["state": state]),
            columns: [.text("state", "state"), .text("city", "city"), .count("hotspot", "hotspot_rank")] + securityFigures)
    }

    fileprivate static let securityFigures: [ShowView.Column] = [
        .count("accidents", "accident_count"),
        .init(heading: .number("per 100,000 a year")) { $0.interval("accident_rate_per_100k", "rate_ci_low", "rate_ci_high", digits: 2) },
        .figure("shrunken", "rate_eb", 2),
        .severe,
        .figure("danger index", "danger_index", 3),
        .figure("raw", "danger_index_raw", 3),
    ]

    fileprivate static func periods(_ state: GoldValue, _ period: ShowPeriod) throws -> ShowView {
        ShowView(
            query: try NamedQuery.latestPeriods.query(["state": state, "period_type": .text(period.rawValue)]),
            columns: [.text("period", "period_value")] + temporalFigures)
    }

    fileprivate static func hours(_ state: GoldValue) throws -> ShowView {
        ShowView(query: try NamedQuery.busiestHours.query(["state": state]), columns: [.text("hour", "period_value")] + temporalFigures)
    }

    fileprivate static let temporalFigures: [ShowView.Column] = [
        .count("accidents", "accident_count"),
        .figure("a day", "daily_average", 2),
        .figure("severity", "severity_avg", 3),
        .figure("seasonal factor", "seasonal_factor", 3),
        .text("trend", "trend_direction"),
        .init(heading: .text("partial")) { $0["is_partial"] == .boolean(true) ? "yes" : "" },
    ]

    fileprivate static func weather(_ state: GoldValue) throws -> ShowView {
        ShowView(
            query: try NamedQuery.weatherOfState.query(["state": state]),
            columns: [
                .text("weather", "weather_category"), .text("season", "season"), .count("accidents", "accident_count"),
                .figure("severity", "severity_avg", 3), .severe, .figure("danger ratio", "danger_ratio", 3),
                .figure("seasonal factor", "seasonal_factor", 2), .figure("°F", "avg_temperature", 1), .figure("humidity %", "avg_humidity", 1),
                .figure("visibility mi", "avg_visibility", 1), .figure("wind mph", "avg_wind_speed", 1),
            ])
    }

    fileprivate static func infrastructure(_ state: GoldValue) throws -> ShowView {
        ShowView(
            query: try NamedQuery.equipmentByScore.query(["state": state]),
            columns: [
                .text("equipment", "infrastructure_type"), .count("with", "accidents_with"), .count("severe", "severe_with"),
                .count("without", "accidents_without"), .count("severe", "severe_without"),
                .init(heading: .number("odds ratio")) { $0.interval("odds_ratio", "or_ci_low", "or_ci_high", digits: 2) },
                .probability("q", "q_value"), .probability("strata differ p", "heterogeneity_p"), .figure("score", "safety_improvement_score", 1),
            ])
    }

    fileprivate static func hotspots(_ state: String?) throws -> ShowView {
        ShowView(
            query: try NamedQuery.hotspotsByRank.query(state.map { ["state": .text($0)] } ?? [:]),
            columns: [
                .count("rank", "rank"), .text("state", "state"), .text("city", "city"), .figure("latitude", "latitude", 4),
                .figure("longitude", "longitude", 4), .figure("radius mi", "radius_miles", 2), .count("accidents", "accident_count"),
                .figure("severity", "severity_avg", 3), .figure("danger", "danger_score", 3), .figure("Gi* z", "gi_z", 2),
                .probability("q", "gi_q"), .count("years", "years_active"),
            ])
    }

    fileprivate static func models() throws -> ShowView {
        ShowView(
            query: try NamedQuery.models.query(),
            columns: [
                .text("model", "model_name"), .text("version", "model_version"), .count("evaluated", "evaluated_count"),
                .percent("accuracy", "accuracy"), .percent("baseline", "baseline_accuracy"), .percent("balanced", "balanced_accuracy"),
                .figure("precision", "precision_score", 3), .figure("recall", "recall_score", 3), .figure("F1", "f1_score", 3),
                .text("recommendation", "recommendation"),
            ])
    }

    fileprivate static func drift() throws -> ShowView {
        ShowView(
            query: try NamedQuery.drift.query(),
            columns: [
                .text("feature", "feature"), .figure("PSI", "psi", 3), .figure("JS distance", "js_distance", 3), .text("drift", "drift_level"),
                .text("from", "reference_period"), .count("accidents", "reference_count"), .text("to", "current_period"),
                .count("accidents", "current_count"),
            ])
    }
}

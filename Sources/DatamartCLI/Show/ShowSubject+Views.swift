import Accidents
import Gold

extension ShowSubject {
    /// The rows to show, and their columns. `state` is in capitals; nil when none was named.
    func view(state: String?, period: ShowPeriod, top: Int) -> ShowView {
        var view: ShowView =
            switch self {
            case .security: state.map(ShowView.places) ?? .states
            case .temporal: ShowView.temporal(state ?? Country.code, period)
            case .weather: ShowView.weather(state ?? Country.code)
            case .infrastructure: ShowView.infrastructure(state ?? Country.code)
            case .hotspots: ShowView.hotspots(state)
            case .models: ShowView.models
            case .drift: ShowView.drift
            }
        view.query.limit = top
        return view
    }
}

extension ShowView {
    fileprivate static let states = ShowView(
        query: GoldQuery(
            .kpisSecurity, where: [.isNull("city"), .differs("state", Country.code)], order: [.init("hotspot_rank")]),
        columns: [.count("rank", "hotspot_rank"), .text("state", "state")] + securityFigures)

    /// A state and its cities.
    fileprivate static func places(_ state: String) -> ShowView {
        ShowView(
            query: GoldQuery(.kpisSecurity, where: [.equals("state", state)], order: [.init("accident_count", descending: true), .init("city")]),
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

    fileprivate static func temporal(_ state: String, _ period: ShowPeriod) -> ShowView {
        let isHourly = period == .hourly
        return ShowView(
            query: GoldQuery(
                .kpisTemporal, where: [.equals("state", state), .equals("period_type", period.rawValue)],
                order: isHourly ? [.init("daily_average", descending: true), .init("period_value")] : [.init("period_value", descending: true)]),
            columns: [
                .text(isHourly ? "hour" : "period", "period_value"),
                .count("accidents", "accident_count"),
                .figure("a day", "daily_average", 2),
                .figure("severity", "severity_avg", 3),
                .figure("seasonal factor", "seasonal_factor", 3),
                .text("trend", "trend_direction"),
                .init(heading: .text("partial")) { $0.number("is_partial") == 1 ? "yes" : "" },
            ])
    }

    fileprivate static func weather(_ state: String) -> ShowView {
        ShowView(
            query: GoldQuery(
                .kpisWeather, where: [.equals("state", state)], order: [.init("weather_category"), .init("season")]),
            columns: [
                .text("weather", "weather_category"), .text("season", "season"), .count("accidents", "accident_count"),
                .figure("severity", "severity_avg", 3), .severe, .figure("danger ratio", "danger_ratio", 3),
                .figure("seasonal factor", "seasonal_factor", 2), .figure("°F", "avg_temperature", 1), .figure("humidity %", "avg_humidity", 1),
                .figure("visibility mi", "avg_visibility", 1), .figure("wind mph", "avg_wind_speed", 1),
            ])
    }

    fileprivate static func infrastructure(_ state: String) -> ShowView {
        ShowView(
            query: GoldQuery(
                .kpisInfrastructure, where: [.equals("state", state)],
                order: [.init("safety_improvement_score", descending: true), .init("infrastructure_type")]),
            columns: [
                .text("equipment", "infrastructure_type"), .count("with", "accidents_with"), .count("severe", "severe_with"),
                .count("without", "accidents_without"), .count("severe", "severe_without"),
                .init(heading: .number("odds ratio")) { $0.interval("odds_ratio", "or_ci_low", "or_ci_high", digits: 2) },
                .probability("q", "q_value"), .probability("strata differ p", "heterogeneity_p"), .figure("score", "safety_improvement_score", 1),
            ])
    }

    fileprivate static func hotspots(_ state: String?) -> ShowView {
        ShowView(
            query: GoldQuery(.hotspots, where: state.map { $0 == Country.code ? [] : [.equals("state", $0)] } ?? [], order: [.init("rank")]),
            columns: [
                .count("rank", "rank"), .text("state", "state"), .text("city", "city"), .figure("latitude", "latitude", 4),
                .figure("longitude", "longitude", 4), .figure("radius mi", "radius_miles", 2), .count("accidents", "accident_count"),
                .figure("severity", "severity_avg", 3), .figure("danger", "danger_score", 3), .figure("Gi* z", "gi_z", 2),
                .probability("q", "gi_q"), .count("years", "years_active"),
            ])
    }

    fileprivate static let models = ShowView(
        query: GoldQuery(.mlModelPerformance, order: [.init("model_name"), .init("model_version")]),
        columns: [
            .text("model", "model_name"), .text("version", "model_version"), .count("evaluated", "evaluated_count"),
            .percent("accuracy", "accuracy"), .percent("baseline", "baseline_accuracy"), .percent("balanced", "balanced_accuracy"),
            .figure("precision", "precision_score", 3), .figure("recall", "recall_score", 3), .figure("F1", "f1_score", 3),
            .text("recommendation", "recommendation"),
        ])

    fileprivate static let drift = ShowView(
        query: GoldQuery(.dataDrift, order: [.init("psi", descending: true), .init("feature")]),
        columns: [
            .text("feature", "feature"), .figure("PSI", "psi", 3), .figure("JS distance", "js_distance", 3), .text("drift", "drift_level"),
            .text("from", "reference_period"), .count("accidents", "reference_count"), .text("to", "current_period"),
            .count("accidents", "current_count"),
        ])
}

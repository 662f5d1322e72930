extension Derivation {
    /// Every derived column, in the order of the columns.
    public static let all = [
        Derivation(.hour, replacesStored: true, .hour(of: .startTime)),
        Derivation(.dayOfWeek, replacesStored: true, .dayOfWeek(of: .startTime)),
        Derivation(.season, replacesStored: true, .month(of: .startTime, labels: Season.ofMonth.map(\.label))),
        Derivation(.isWeekend, replacesStored: true, .isOneOf(of: .dayOfWeek, values: CivilDate.weekend)),
        Derivation(.isRushHour, replacesStored: true, .isOneOf(of: .hour, values: CivilDate.rushHours)),
        Derivation(.weatherCategory, .keywords(of: .weatherCondition, rules: weatherKeywords, otherwise: WeatherCategory.other.label)),
        Derivation(.weatherSeverityScore, .score(of: .weatherCategory, scores: weatherScores)),
        Derivation(.visibilityCategory, .thresholds(of: .visibility, by: VisibilityCategory.thresholds, labels: VisibilityCategory.labels)),
        Derivation(.temperatureCategory, .thresholds(of: .temperature, by: TemperatureCategory.thresholds, labels: TemperatureCategory.labels)),
        Derivation(.urbanRural, .thresholds(of: .distanceToCityCenter, by: UrbanRural.thresholds, labels: UrbanRural.labels)),
        Derivation(.stateRegion, .label(of: .state, labels: regions)),
        Derivation(.infrastructureCount, .sum(of: InfrastructureFlag.allCases.map { FlagWeight(column: $0.column, weight: 1) })),
        Derivation(.safetyEquipmentScore, .sum(of: safetyWeights)),
        Derivation(.trafficControlType, .flags(rules: trafficControls)),
    ]

    private static let weatherKeywords = WeatherCategory.rules.map { Keywords(label: $0.category.label, words: $0.words) }
    private static let weatherScores = Dictionary(uniqueKeysWithValues: WeatherCategory.allCases.map { ($0.label, $0.severityScore) })
    private static let regions = Dictionary(uniqueKeysWithValues: USState.all.map { ($0.abbreviation, $0.region.label) })
    private static let safetyWeights = InfrastructureFlag.allCases.filter { $0.safetyWeight > 0 }.map {
        FlagWeight(column: $0.column, weight: $0.safetyWeight)
    }
    private static let trafficControls = TrafficControl.rules.map { FlagRule(label: $0.control.label, columns: $0.flags.map(\.column)) }
}

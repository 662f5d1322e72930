extension NamedQuery {
    /// The weather categories and seasons of a state.
    public static let weatherOfState = NamedQuery(
        "weather_of_state", "weather of a state", .kpisWeather, [.init("state", .state)],
        order: [.init("weather_category"), .init("season")], index: "PRIMARY")

    /// The types of equipment in a state.
    static let equipmentOfState = NamedQuery(
        "equipment_of_state", "equipment of a state", .kpisInfrastructure, [.init("state", .state)], limit: 100, index: "idx_state_infra")

    /// One type of equipment in a state.
    static let typeOfEquipment = NamedQuery(
        "type_of_equipment", "a type of equipment in a state", .kpisInfrastructure,
        [.init("state", .state), .init("infrastructure_type", .infrastructureType)], index: "idx_state_infra")

    /// Types of equipment with fewer severe accidents than elsewhere.
    static let mostEffectiveEquipment = NamedQuery(
        "most_effective_equipment", "the most effective equipment", .kpisInfrastructure, where: [.greaterThan("equipment_effectiveness", 0)],
        order: [.init("equipment_effectiveness", descending: true)], limit: 20, index: "idx_effectiveness")

    /// The types of equipment in a state by their score.
    public static let equipmentByScore = NamedQuery(
        "equipment_by_score", "equipment of a state, the highest score first", .kpisInfrastructure, [.init("state", .state)],
        order: [.init("safety_improvement_score", descending: true), .init("infrastructure_type")], index: "idx_state_infra")

    /// The versions of models.
    public static let models = NamedQuery(
        "models", "models", .mlModelPerformance, order: [.init("model_name"), .init("model_version")])

    /// The features by how far they moved.
    public static let drift = NamedQuery(
        "drift", "features, the most drift first", .dataDrift, order: [.init("psi", descending: true), .init("feature")])
}

extension NamedQuery {
    /// A page of a state's days between two dates.
    static let daysOfState = NamedQuery(
        "days_of_state", "days of a state in a month", .kpisTemporal, where: [.equals("period_type", "daily")],
        [.init("state", .state), .init("period_value", .monthStart, .atLeast, as: "from"), .init("period_value", .monthEnd, .lessThan, as: "to")],
        order: [.init("period_value")], limit: 100, index: "idx_temporal_api")

    /// A month in every state and in the country.
    static let statesOfMonth = NamedQuery(
        "states_of_month", "all states in a month", .kpisTemporal, where: [.equals("period_type", "monthly")], [.init("period_value", .month)],
        limit: 100, index: "idx_period")

    /// A page of a state's periods of every type.
    static let periodsOfState = NamedQuery(
        "periods_of_state", "periods of a state", .kpisTemporal, [.init("state", .state)], order: [.init("period_type")], limit: 100,
        index: "idx_state_period")

    /// A state's periods of one type.
    public static let latestPeriods = NamedQuery(
        "latest_periods", "periods of a type of a state, the latest first", .kpisTemporal,
        [.init("period_type", .periodType), .init("state", .state)], order: [.init("period_value", descending: true)], index: "idx_state_period")

    /// The hours of the day and of the week in a state.
    public static let busiestHours = NamedQuery(
        "busiest_hours", "hours of a state, the most accidents a day first", .kpisTemporal, where: [.equals("period_type", "hourly")],
        [.init("state", .state)], order: [.init("daily_average", descending: true), .init("period_value")], index: "idx_state_period")
}

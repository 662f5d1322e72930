/// A view of one Gold table, as data: some of its columns, of the rows that meet all conditions. Stores turn it into their own DDL.
public struct GoldView: Sendable, Hashable {
    /// What a row must meet.
    public enum Condition: Sendable, Hashable {
        /// The column is null.
        case isNull(String)
        /// The column holds the text.
        case equals(String, String)
        /// The column is above the number.
        case greaterThan(String, Double)
    }

    /// The name, the same in every store.
    public var name: String
    /// The table that it shows.
    public var table: GoldTable
    /// Columns of the table, in the order readers see them.
    public var columns: [String]
    /// All of them must hold.
    public var conditions: [Condition]

    /// A view of `columns` of `table`.
    public init(name: String, of table: GoldTable, columns: [String], where conditions: [Condition]) {
        self.name = name
        self.table = table
        self.columns = columns
        self.conditions = conditions
    }
}

extension GoldView {
    /// `state_summary`: the rows of `kpis_security` for states and the country.
    public static let stateSummary = GoldView(
        name: "state_summary", of: .kpisSecurity,
        columns: [
            "state", "accident_count", "population", "accident_rate_per_100k", "rate_ci_low", "rate_ci_high", "danger_index", "danger_index_raw",
            "severe_share", "severity_distribution", "hotspot_rank", "last_updated",
        ],
        where: [.isNull("city")])

    /// `active_hotspots`: the rows of `hotspots` with a danger score above 0.7.
    public static let activeHotspots = GoldView(
        name: "active_hotspots", of: .hotspots,
        columns: [
            "rank", "state", "city", "latitude", "longitude", "radius_miles", "accident_count", "severity_avg", "danger_score", "last_updated",
        ],
        where: [.greaterThan("danger_score", 0.7)])

    /// `monthly_trends`: the months of `kpis_temporal`.
    public static let monthlyTrends = GoldView(
        name: "monthly_trends", of: .kpisTemporal,
        columns: [
            "state", "period_value", "accident_count", "daily_average", "severity_avg", "trend_direction", "seasonal_factor", "is_partial",
            "last_updated",
        ],
        where: [.equals("period_type", "monthly")])
}

/// The tables and views of the Gold layer.
public enum GoldCatalog {
    /// Every table published now, in the order in which a publication fills them.
    public static let tables: [GoldTable] = content + ledger

    /// The tables that a run creates and fills.
    public static let content: [GoldTable] = [.accidentsSummary] + kpis + aggregates + [.datamartQuality, .rejectedRows, .datamartPartitions]

    /// The indicators.
    public static let kpis: [GoldTable] = TableRules.kpis.map(\.table)

    /// The counts that dashboards draw from.
    public static let aggregates: [GoldTable] = [.aggHourly, .aggDaily, .aggMonthly, .aggCity, .aggGrid, .aggWeather, .aggInfrastructure]

    /// The tables that a store creates and fills itself when a publication is committed.
    public static let ledger: [GoldTable] = [.datamartRuns, .datamartVersion]

    /// The views that a store creates when a publication is committed that holds their table.
    public static let views: [GoldView] = [.stateSummary, .activeHotspots, .monthlyTrends]

    /// The views over `tables`.
    public static func views(of tables: [GoldTable]) -> [GoldView] { views.filter { tables.contains($0.table) } }
}
